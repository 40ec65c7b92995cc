#include "net/http/endpoint.hpp"

#include <charconv>
#include <optional>
#include <system_error>

namespace troupe::net::http {
namespace {

constexpr std::uint16_t plain_port = 80;
constexpr std::uint16_t tls_port = 443;

error invalid(std::string_view url, std::string_view cause) {
  return {"invalid_url", "'" + std::string(url) +
                             "' is not a URL this program can use: " + std::string(cause) +
                             "; expected http://HOST[:PORT][/PATH] "
                             "(or https, ws, wss)"};
}

std::optional<bool> tls_of_scheme(std::string_view scheme) {
  if (scheme == "http" || scheme == "ws") {
    return false;
  }
  if (scheme == "https" || scheme == "wss") {
    return true;
  }
  return std::nullopt;
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (failed != std::errc{} || end != text.data() + text.size() || port == 0) {
    return std::nullopt;
  }
  return port;
}

// The end of the host within "host", "host:port", "[v6]" or "[v6]:port".
std::size_t host_end(std::string_view authority) {
  const std::size_t bracket = authority.starts_with('[') ? authority.find(']') : 0;
  return bracket == std::string_view::npos ? bracket : authority.find(':', bracket);
}

} // namespace

result<endpoint> endpoint::parse(std::string_view url) {
  const std::size_t scheme_end = url.find("://");
  if (scheme_end == std::string_view::npos) {
    return invalid(url, "it has no scheme");
  }
  const auto tls = tls_of_scheme(url.substr(0, scheme_end));
  if (!tls) {
    return invalid(url, "its scheme is unknown");
  }
  std::string_view rest = url.substr(scheme_end + 3);
  const std::size_t path_begin = rest.find_first_of("/?#");
  const std::string_view place = rest.substr(0, path_begin);
  std::string_view path =
      path_begin == std::string_view::npos ? std::string_view{} : rest.substr(path_begin);
  if (path.find_first_of("?#") != std::string_view::npos) {
    return invalid(url, "a query or fragment does not belong here");
  }
  while (path.ends_with('/')) {
    path.remove_suffix(1);
  }

  endpoint where{*tls, {}, *tls ? tls_port : plain_port, std::string(path)};
  const std::size_t colon = host_end(place);
  std::string_view host = place.substr(0, colon);
  if (host.starts_with('[')) {
    if (!host.ends_with(']')) {
      return invalid(url, "the bracket of its address is not closed");
    }
    host = host.substr(1, host.size() - 2);
  }
  if (host.empty() || host.find_first_of("@ \t\r\n") != std::string_view::npos) {
    return invalid(url, "its host is missing or malformed");
  }
  where.host = host;
  if (colon != std::string_view::npos) {
    const auto port = parse_port(place.substr(colon + 1));
    if (!port) {
      return invalid(url, "its port is not a number from 1 to 65535");
    }
    where.port = *port;
  }
  return where;
}

std::string endpoint::authority() const {
  const bool is_v6 = host.find(':') != std::string::npos;
  std::string text = is_v6 ? "[" + host + "]" : host;
  if (port != (tls ? tls_port : plain_port)) {
    text += ":" + std::to_string(port);
  }
  return text;
}

} // namespace troupe::net::http
