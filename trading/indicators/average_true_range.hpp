// The average true range (ATR): how far prices usually go in a candle.
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978; TradingView agrees.
// (TA-Lib leaves the first candle's range out of its seed, so that its first values differ; they
// converge.)
//
//   atr = average over `length` of the true range (true_range.hpp)
//
// The average is Wilder's, the exponential one seeded with the first range (pandas'
// `ewm(span=length, adjust=False)`), or the simple one. Warm-up: the first value comes with the
// length-th candle.
#pragma once

#include "trading/indicators/simple_moving_average.hpp"
#include "trading/indicators/true_range.hpp"
#include "trading/indicators/wilder_average.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace troupe::trading {

enum class range_average : std::uint8_t { wilder, exponential, simple };

class average_true_range {
public:
  // Throws std::invalid_argument when length is zero.
  explicit average_true_range(std::size_t length, range_average kind = range_average::wilder)
      : is_simple_(kind == range_average::simple),
        smoothed_(wilder_or_exponential(length, kind == range_average::exponential)),
        simple_(is_simple_ ? length : 1) {}

  // Empty while warming up.
  std::optional<double> update(const candle_figures& candle) {
    return fold(candle) ? std::optional(value()) : std::nullopt;
  }
  // The same in two steps, for what is built upon it: whether there is a value now, and which.
  bool fold(const candle_figures& candle) {
    const double range = range_.update(candle);
    if (is_simple_) [[unlikely]]
      return simple_.fold(range);
    return smoothed_.fold(range);
  }
  double value() const { return is_simple_ ? simple_.value() : smoothed_.value(); }

  // How many candles the first value takes.
  std::size_t warm_up() const { return is_simple_ ? simple_.warm_up() : smoothed_.warm_up(); }

private:
  bool is_simple_; // of the averages below, the one that is fed
  true_range range_;
  smoothed_average smoothed_;
  simple_moving_average simple_;
};

} // namespace troupe::trading
