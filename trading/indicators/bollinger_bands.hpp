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
    return fold(value) ? std::optional(now_) : std::nullopt;
  }
  // The same in two steps, for what is built upon it: whether there is a value now, and which.
  bool fold(double value) {
    const bool known = window_.fold(value);
    const auto& window = window_.value();
    const double half = multiple_ * window.deviation;
    now_ = {window.mean - half, window.mean, window.mean + half};
    return known;
  }
  const lines& value() const { return now_; }

  // How many inputs the first bands take.
  std::size_t warm_up() const { return window_.warm_up(); }

private:
  rolling_deviation window_;
  double multiple_;
  lines now_{}; // of the last window, once there was a full one
};

} // namespace troupe::trading
