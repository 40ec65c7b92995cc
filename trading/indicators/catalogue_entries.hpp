// The catalogue's entries, in groups.
#pragma once

#include "trading/indicators/catalogue.hpp"

#include <string_view>
#include <vector>

namespace troupe::trading {

std::vector<indicator_definition> average_indicators();
std::vector<indicator_definition> oscillator_indicators();
std::vector<indicator_definition> range_indicators();
std::vector<indicator_definition> volume_indicators();

inline constexpr std::int64_t longest_indicator = 10'000; // candles

constexpr parameter_definition length_of(std::string_view name, std::int64_t initial,
                                         std::int64_t lowest = 1) {
  return {name,
          parameter_kind::whole,
          number::of(initial),
          number::of(lowest),
          number::of(longest_indicator),
          "candles",
          "how many candles it looks back over"};
}

inline std::size_t length_in(const parameter_values& values, std::string_view name = "length") {
  return static_cast<std::size_t>(whole(values, name));
}

// One output, computed from the close.
template <class Indicator>
indicator_update of_close(Indicator machine) {
  return [machine](const candle_figures& candle) mutable -> indicator_figures {
    return {machine.update(candle.close)};
  };
}

// One output, computed from the candle.
template <class Indicator>
indicator_update of_candle(Indicator machine) {
  return [machine](const candle_figures& candle) mutable -> indicator_figures {
    return {machine.update(candle)};
  };
}

} // namespace troupe::trading
