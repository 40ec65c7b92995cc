// Time as the markets tell it: nanoseconds since 1970-01-01T00:00:00Z, in 64 bits.
//
// "Market time" is a stamp that came with an event; no function here reads a clock.
#pragma once

#include "trading/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace troupe::trading {

using time_ns = std::int64_t;

inline constexpr time_ns second_ns = 1'000'000'000;
inline constexpr time_ns minute_ns = 60 * second_ns;
inline constexpr time_ns day_ns = 24 * 60 * minute_ns;

// RFC 3339 ("2018-04-04T00:01:00Z", any offset, 0 to 9 decimals), or epoch seconds (up to ten
// digits) or milliseconds (more). Error: `invalid_timestamp`.
result<time_ns> parse_time(std::string_view text);
// RFC 3339 in UTC, decimals as needed: "2018-04-04T00:01:00Z", "…:00.5Z".
std::string format_time(time_ns at);
// The start of the span of this length (a divisor of a day) that holds `at`.
constexpr time_ns floor_time(time_ns at, time_ns length) {
  const auto rest = at % length;
  return at - (rest < 0 ? rest + length : rest);
}

} // namespace troupe::trading
