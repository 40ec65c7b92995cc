// Tables of parameters, put together of parts.
#pragma once

#include "trading/market/time.hpp"
#include "trading/strategies/parameters.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace troupe::trading {

template <std::size_t... Sizes>
constexpr auto joined(const std::array<parameter_definition, Sizes>&... parts) {
  std::array<parameter_definition, (Sizes + ...)> all{};
  auto next = all.begin();
  ((next = std::copy(parts.begin(), parts.end(), next)), ...);
  return all;
}

inline constexpr parameter_definition candle_minutes{"candle_minutes",
                                                     parameter_kind::whole,
                                                     number::of(5),
                                                     number::of(1),
                                                     number::of(1440),
                                                     "minutes",
                                                     "length of a candle, a divisor of a day"};

// Error: `parameter_out_of_range`, where the length does not divide a day.
inline result<time_ns> candle_length_in(const parameter_values& values) {
  const auto minutes = whole(values, candle_minutes.name);
  if (day_ns / minute_ns % minutes != 0)
    return error{"parameter_out_of_range",
                 "candle_minutes = " + std::to_string(minutes) +
                     " is not allowed; a day must be a whole number of candles (5, 15, 60, …)"};
  return minutes * minute_ns;
}

// A count of candles, days or the like.
inline std::size_t count_in(const parameter_values& values, std::string_view name) {
  return static_cast<std::size_t>(whole(values, name));
}

inline double decimal_in(const parameter_values& values, std::string_view name) {
  return values.find(name)->second.to_double();
}

} // namespace troupe::trading
