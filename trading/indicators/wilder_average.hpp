// Wilder's moving average, also called RMA or SMMA: an exponential one with alpha = 1 / length.
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978.
//
//   average[t] = ((length - 1) * average[t-1] + x[t]) / length
//
// Seeded with the simple average of the first `length` values. Warm-up: the first value, which is
// that seed, comes with the length-th input.
#pragma once

#include "trading/indicators/window_length.hpp"

#include <cstddef>
#include <optional>

namespace troupe::trading {

class wilder_average {
public:
  // Throws std::invalid_argument when length is zero.
  explicit wilder_average(std::size_t length)
      : length_(window_length(length)), alpha_(1.0 / static_cast<double>(length)),
        missing_(length) {}

  // Empty while warming up.
  std::optional<double> update(double value) {
    return fold(value) ? std::optional(average_) : std::nullopt;
  }
  // The same in two steps, for what is built upon it: whether there is a value now, and which.
  bool fold(double value) {
    if (missing_ == 0) [[likely]] {
      average_ += alpha_ * (value - average_);
      return true;
    }
    average_ += value;
    if (--missing_ > 0)
      return false;
    average_ /= static_cast<double>(length_);
    return true;
  }
  double value() const { return average_; }

  // How many inputs the first value takes.
  std::size_t warm_up() const { return length_; }

private:
  std::size_t length_;
  double alpha_;
  std::size_t missing_; // inputs until the first value
  double average_ = 0;  // a sum until then
};

} // namespace troupe::trading
