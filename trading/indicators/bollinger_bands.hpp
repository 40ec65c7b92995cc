// Bollinger bands: a simple average, and a multiple of the standard deviation above and below it.
// Source: J. Bollinger, Bollinger on Bollinger Bands, 2001; TA-Lib and TradingView agree.
//
//   middle = SMA(length);   upper, lower = middle ± multiple * deviation over the same window
//
// The deviation is the population's, or the sample's as pandas computes it. Warm-up: the first
// bands come with the length-th input.
#pragma once

#include "trading/indicators/rolling_deviation.hpp"

#include <cstddef>
#include <optional>

namespace troupe::trading {

class bollinger_bands {
public:
  struct lines {
    double lower;
    double middle;
    double upper;
  };

  // Throws std::invalid_argument when length is zero, or one of a sample.
  explicit bollinger_bands(std::size_t length, double multiple = 2.0,
                           deviation_kind kind = deviation_kind::population)
      : window_(length, kind), multiple_(multiple) {}

  // Empty while warming up.
  std::optional<lines> update(double value) {
    const auto window = window_.update(value);
    if (!window)
      return std::nullopt;
    const double half = multiple_ * window->deviation;
    return lines{window->mean - half, window->mean, window->mean + half};
  }

  // How many inputs the first bands take.
  std::size_t warm_up() const { return window_.warm_up(); }

private:
  rolling_deviation window_;
  double multiple_;
};

} // namespace troupe::trading
