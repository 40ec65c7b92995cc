// How many requests a key may make in a minute: one allowance for trading, one for market data.
//
// Windows are fixed: each begins with a full allowance at a multiple of its length. The caller says
// what time it is. Bounded: keys_max keys are told apart within a window; all further ones share
// one allowance.
#pragma once

#include "net/http/message.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace troupe::net::venue {

enum class request_family : std::uint8_t { trading, data };

struct rate_limits {
  static constexpr std::int64_t unlimited = 0;

  std::int64_t trading = unlimited; // requests in a window
  std::int64_t data = unlimited;
  // A venue whose market runs faster than time has shorter minutes.
  std::chrono::milliseconds window{60'000};
};

class rate_limiter {
public:
  using utc_time = std::chrono::time_point<std::chrono::system_clock, std::chrono::milliseconds>;
  static constexpr std::size_t keys_max = 4096;

  explicit rate_limiter(rate_limits limits) : limits_(limits) {}

  struct grant {
    bool allowed = true;
    std::int64_t limit = 0;
    std::int64_t remaining = 0;
    std::int64_t reset_s = 0; // UNIX seconds
  };
  // Counts one request; empty where nothing is limited.
  std::optional<grant> take(const std::string& key, request_family family, utc_time now);
  std::uint64_t refused() const { return refused_; }

private:
  using allowances = std::map<std::string, std::int64_t>; // what is used, by key

  rate_limits limits_;
  std::int64_t window_ = 0; // its number
  allowances trading_;
  allowances data_;
  std::uint64_t refused_ = 0;
};

// Market data are what has a path of their own host at Alpaca.
request_family family_of(const std::vector<std::string>& segments);
// X-RateLimit-Limit, -Remaining and -Reset.
void append_headers(const rate_limiter::grant& told, std::vector<http::header>& headers);
// 429, in the words of the family.
http::response rate_limit_refusal(request_family family);

} // namespace troupe::net::venue
