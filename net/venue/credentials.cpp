#include "net/venue/credentials.hpp"

#include <algorithm>

namespace troupe::net::venue {

namespace {

constexpr std::string_view id_header = "APCA-API-KEY-ID";
constexpr std::string_view secret_header = "APCA-API-SECRET-KEY";

} // namespace

bool credentials::accepts(std::string_view id, std::string_view secret) const {
  if (known_.empty())
    return !id.empty() && !secret.empty();
  return std::any_of(known_.begin(), known_.end(),
                     [&](const auto& pair) { return pair.id == id && pair.secret == secret; });
}

bool credentials::accepts(const std::vector<http::header>& headers) const {
  return accepts(http::header_value(headers, id_header),
                 http::header_value(headers, secret_header));
}

bool carries_keys(const std::vector<http::header>& headers) {
  return !http::header_value(headers, id_header).empty() ||
         !http::header_value(headers, secret_header).empty();
}

} // namespace troupe::net::venue
