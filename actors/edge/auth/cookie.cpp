#include "actors/edge/auth/cookie.hpp"

namespace troupe::actors {

namespace {

std::string_view without_spaces(std::string_view text) {
  while (text.starts_with(' '))
    text.remove_prefix(1);
  while (text.ends_with(' '))
    text.remove_suffix(1);
  return text;
}

} // namespace

std::string_view cookie_value(const std::vector<net::http::header>& headers,
                              std::string_view name) {
  auto rest = net::http::header_value(headers, "Cookie");
  while (!rest.empty()) {
    const auto end = std::min(rest.find(';'), rest.size());
    const auto pair = without_spaces(rest.substr(0, end));
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name)
      return pair.substr(equals + 1);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

net::http::header set_cookie(std::string_view name, std::string_view value, std::int64_t max_age_s,
                             bool secure) {
  return {"Set-Cookie", std::string(name) + "=" + std::string(value) +
                            "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" +
                            std::to_string(max_age_s) + (secure ? "; Secure" : "")};
}

bool is_same_origin(const std::vector<net::http::header>& headers) {
  const auto origin = net::http::header_value(headers, "Origin");
  const auto host = net::http::header_value(headers, "Host");
  const auto begin = origin.find("://");
  return !host.empty() && begin != std::string_view::npos && origin.substr(begin + 3) == host;
}

} // namespace troupe::actors
