// The stochastic oscillator (slow): where the close stands within the recent range, smoothed twice.
// Source: G. Lane; TA-Lib's STOCH with simple averages.
//
//   raw = 100 * (close - lowest) / (highest - lowest) over the last `range` candles
//   k = SMA of raw over `k`;   d = SMA of k over `d`
//
// The range is that of lows and highs, or of the closes alone. In a flat one raw is 50
// (place_in_range.hpp). Warm-up: k comes with input range + k - 1, and d comes d - 1 inputs later.
#pragma once

#include "trading/indicators/candle_figures.hpp"
#include "trading/indicators/place_in_range.hpp"
#include "trading/indicators/rolling_range.hpp"
#include "trading/indicators/simple_moving_average.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace troupe::trading {

struct stochastic_lengths {
  std::size_t range = 14;
  std::size_t k = 3;
  std::size_t d = 3;
};

enum class range_source : std::uint8_t { high_low, close };

class stochastic_oscillator {
public:
  // Each is empty while it warms up.
  struct lines {
    std::optional<double> k;
    std::optional<double> d;
  };

  // Throws std::invalid_argument when a length is zero.
  explicit stochastic_oscillator(const stochastic_lengths& lengths,
                                 range_source source = range_source::high_low)
      : of_closes_(source == range_source::close), range_(lengths.range), k_(lengths.k),
        d_(lengths.d) {}

  lines update(const candle_figures& candle) {
    const auto range =
        of_closes_ ? range_.update(candle.close) : range_.update(candle.low, candle.high);
    if (!range)
      return {};
    lines now;
    now.k = k_.update(place_in_range(candle.close, *range));
    if (now.k)
      now.d = d_.update(*now.k);
    return now;
  }

  // How many inputs the first d takes.
  std::size_t warm_up() const { return range_.warm_up() + k_.warm_up() + d_.warm_up() - 2; }

private:
  bool of_closes_;
  rolling_range range_;
  simple_moving_average k_;
  simple_moving_average d_;
};

} // namespace troupe::trading
