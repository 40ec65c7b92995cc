// Which pairs of key and secret may enter.
#pragma once

#include "net/http/message.hpp"

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
  // By the APCA-API-KEY-ID and APCA-API-SECRET-KEY headers.
  bool accepts(const std::vector<http::header>& headers) const;

private:
  std::vector<key_pair> known_;
};

bool carries_keys(const std::vector<http::header>& headers);

} // namespace troupe::net::venue
