#include "net/venue/credentials.hpp"

#include <algorithm>

namespace troupe::net::venue {

namespace {

constexpr std::string_view id_header = "APCA-API-KEY-ID";
constexpr std::string_view secret_header = "APCA-API-SECRET-KEY";
constexpr std::string_view bearer = "Bearer ";
constexpr std::string_view basic = "Basic ";

// RFC 4648, section 4; what is not of its alphabet ends the text.
std::string decode_base64(std::string_view text) {
  constexpr std::string_view alphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string decoded;
  unsigned bits = 0;
  int held = 0;
  for (const auto letter : text) {
    const auto value = alphabet.find(letter);
    if (value == std::string_view::npos)
      break;
    bits = (bits << 6 | static_cast<unsigned>(value)) & 0xffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      decoded += static_cast<char>(bits >> held & 0xff);
    }
  }
  return decoded;
}

} // namespace

bool credentials::accepts(std::string_view id, std::string_view secret) const {
  if (known_.empty())
    return !id.empty() && !secret.empty();
  return std::any_of(known_.begin(), known_.end(),
                     [&](const auto& pair) { return pair.id == id && pair.secret == secret; });
}

bool credentials::accepts(const std::vector<http::header>& headers) const {
  const auto given = presented_keys(headers);
  return given && accepts(given->id, given->secret);
}

std::optional<key_pair> presented_keys(const std::vector<http::header>& headers) {
  key_pair given{std::string(http::header_value(headers, id_header)),
                 std::string(http::header_value(headers, secret_header))};
  if (!given.id.empty() || !given.secret.empty())
    return given;
  const auto authorization = http::header_value(headers, "Authorization");
  if (authorization.starts_with(bearer))
    return key_pair{std::string(token_key_id), std::string(authorization.substr(bearer.size()))};
  if (!authorization.starts_with(basic))
    return std::nullopt;
  const auto pair = decode_base64(authorization.substr(basic.size()));
  const auto colon = pair.find(':');
  if (colon == std::string::npos)
    return key_pair{};
  return key_pair{pair.substr(0, colon), pair.substr(colon + 1)};
}

} // namespace troupe::net::venue
