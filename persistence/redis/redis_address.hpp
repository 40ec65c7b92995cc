// Where a Redis is: redis://[[user]:password@]host[:port][/database].
#pragma once

#include "trading/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace troupe::persistence::redis {

struct redis_address {
  std::string host;
  std::uint16_t port = 6379;
  std::string user; // empty: Redis's default user
  std::string password;
  std::int64_t database = 0;

  // User and password may be percent-encoded. Error: `invalid_redis_url`; the message never holds
  // the password. TLS (rediss://) is not spoken.
  static result<redis_address> parse(std::string_view url);
  // For people: "host:port".
  std::string place() const;
};

} // namespace troupe::persistence::redis
