// Bands around an oscillator of 0..100 that widen in unruly markets and narrow in quiet ones.
//
//   ratio = ATR / SMA of the ATR over atr_length
//   ratio > sensitivity:      move = 100 * factor * (ratio - 1), at most max_width:
//                             lower - move, upper + move
//   ratio < 1 / sensitivity:  move = 100 * factor * (1 - ratio), at most min_width:
//                             lower + move, upper - move
//   otherwise, and while the ratio is not known: the bands as they are
//
// Both stay within 0..100. Where less than min_width is left between them, they are put that far
// apart around their middle. Warm-up of the ratio: 2 * atr_length - 1 candles; the bands are always
// defined.
#pragma once

#include "trading/indicators/average_true_range.hpp"
#include "trading/indicators/simple_moving_average.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace troupe::trading {

struct adaptive_band_settings {
  double lower = 20;
  double upper = 80;
  std::size_t atr_length = 20;
  range_average atr_average = range_average::wilder;
  double sensitivity = 1.5;
  double factor = 0.3;
  double min_width = 10;
  double max_width = 50;
};

class adaptive_bands {
public:
  struct lines {
    double lower;
    double upper;
    std::optional<double> ratio;
  };

  // Throws std::invalid_argument when the length is zero.
  explicit adaptive_bands(const adaptive_band_settings& chosen)
      : chosen_(chosen), range_(chosen.atr_length, chosen.atr_average), usual_(chosen.atr_length) {}

  lines update(const candle_figures& candle) {
    if (!range_.fold(candle) || !usual_.fold(range_.value()) || usual_.value() <= 0.0)
      return at(chosen_, std::nullopt);
    return at(chosen_, range_.value() / usual_.value());
  }

  // The bands at a known ratio.
  static lines at(const adaptive_band_settings& chosen, std::optional<double> ratio) {
    double lower = chosen.lower;
    double upper = chosen.upper;
    if (ratio && *ratio > chosen.sensitivity) {
      const double move = std::min(100.0 * chosen.factor * (*ratio - 1.0), chosen.max_width);
      lower -= move;
      upper += move;
    } else if (ratio && *ratio * chosen.sensitivity < 1.0) {
      const double move = std::min(100.0 * chosen.factor * (1.0 - *ratio), chosen.min_width);
      lower += move;
      upper -= move;
    }
    if (upper - lower < chosen.min_width) {
      const double middle = (lower + upper) / 2.0;
      lower = middle - chosen.min_width / 2.0;
      upper = middle + chosen.min_width / 2.0;
    }
    return {std::clamp(lower, 0.0, 100.0), std::clamp(upper, 0.0, 100.0), ratio};
  }

  // How many candles the first ratio takes.
  std::size_t warm_up() const { return range_.warm_up() + usual_.warm_up() - 1; }

private:
  adaptive_band_settings chosen_;
  average_true_range range_;
  simple_moving_average usual_;
};

} // namespace troupe::trading
