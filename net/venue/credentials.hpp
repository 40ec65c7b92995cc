// Which pairs of key and secret may enter.
#pragma once

#include "net/http/message.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::net::venue {

struct key_pair {
  std::string id;
  std::string secret;
};

class credentials {
public:
  // Without pairs, any two non-empty words are accepted.
  explicit credentials(std::vector<key_pair> known) : known_(std::move(known)) {}

  bool open_to_all() const { return known_.empty(); }
  bool accepts(std::string_view id, std::string_view secret) const;
  // By the headers, in any of the three ways.
  bool accepts(const std::vector<http::header>& headers) const;

private:
  std::vector<key_pair> known_;
};

inline constexpr std::string_view token_key_id = "oauth"; // the key whose secret is the token

// What the headers carry: APCA-API-KEY-ID and APCA-API-SECRET-KEY, or Authorization with Basic
// (base64 of ID:SECRET) or Bearer, which is the secret of the key token_key_id.
std::optional<key_pair> presented_keys(const std::vector<http::header>& headers);

} // namespace troupe::net::venue
