#include "persistence/redis/redis_address.hpp"

#include <charconv>
#include <optional>

namespace troupe::persistence::redis {

namespace {

constexpr std::int64_t database_max = 15;
constexpr std::int64_t port_number_max = 65'535;

error unusable(const std::string& why) {
  return {"invalid_redis_url",
          "redis_url: " + why + "; it is redis://[[user]:password@]host[:port][/database]"};
}

std::optional<std::int64_t> whole_number(std::string_view text, std::int64_t least,
                                         std::int64_t most) {
  std::int64_t value = 0;
  const auto* const last = text.data() + text.size();
  const auto [end, failed] = std::from_chars(text.data(), last, value);
  if (failed != std::errc{} || end != last || value < least || value > most)
    return std::nullopt;
  return value;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      plain += text[at];
      continue;
    }
    unsigned byte = 0;
    if (at + 2 >= text.size())
      return std::nullopt;
    const auto* const digits = text.data() + at + 1;
    const auto [end, failed] = std::from_chars(digits, digits + 2, byte, 16);
    if (failed != std::errc{} || end != digits + 2)
      return std::nullopt;
    plain += static_cast<char>(byte);
    at += 2;
  }
  return plain;
}

} // namespace

result<redis_address> redis_address::parse(std::string_view url) {
  constexpr std::string_view scheme = "redis://";
  if (url.starts_with("rediss://"))
    return unusable("TLS (rediss://) is not spoken here; use a tunnel and redis://");
  if (!url.starts_with(scheme))
    return unusable("it does not begin with redis://");
  auto rest = url.substr(scheme.size());
  redis_address made;
  if (const auto slash = rest.find('/'); slash != std::string_view::npos) {
    const auto database = rest.substr(slash + 1);
    const auto number =
        database.empty() ? std::optional<std::int64_t>(0) : whole_number(database, 0, database_max);
    if (!number)
      return unusable("the database is a number from 0 to 15");
    made.database = *number;
    rest = rest.substr(0, slash);
  }
  if (const auto sign = rest.rfind('@'); sign != std::string_view::npos) {
    const auto who = rest.substr(0, sign);
    const auto colon = who.find(':');
    const auto user = percent_decoded(who.substr(0, colon));
    const auto password =
        colon == std::string_view::npos ? std::nullopt : percent_decoded(who.substr(colon + 1));
    if (!user || !password || password->empty())
      return unusable("before the @ belongs [user]:password");
    made.user = *user;
    made.password = *password;
    rest = rest.substr(sign + 1);
  }
  const auto bracket = rest.starts_with('[') ? rest.find(']') : 0;
  if (bracket == std::string_view::npos)
    return unusable("a bracket is open");
  const auto colon = rest.find(':', bracket);
  if (colon != std::string_view::npos) {
    const auto number = whole_number(rest.substr(colon + 1), 1, port_number_max);
    if (!number)
      return unusable("the port is a number from 1 to 65535");
    made.port = static_cast<std::uint16_t>(*number);
  }
  made.host = std::string(bracket == 0 ? rest.substr(0, colon) : rest.substr(1, bracket - 1));
  if (made.host.empty())
    return unusable("it names no host");
  return made;
}

std::string redis_address::place() const {
  return (host.find(':') == std::string::npos ? host : "[" + host + "]") + ":" +
         std::to_string(port);
}

} // namespace troupe::persistence::redis
