// The linearly weighted moving average (WMA): the newest of `length` values counts `length` times,
// the oldest once. Source: TA-Lib, TradingView.
//
//   wma = (1 * x[t-length+1] + 2 * x[t-length+2] + ... + length * x[t]) / (length * (length+1) / 2)
//
// Warm-up: the first value comes with the length-th input. Summed in blocks as the simple average
// is, so O(1) amortised, and what has left the window has no influence.
#pragma once

#include "trading/indicators/window_length.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace troupe::trading {

class weighted_moving_average {
public:
  // Throws std::invalid_argument when length is zero.
  explicit weighted_moving_average(std::size_t length)
      : length_(window_length(length)),
        divisor_(static_cast<double>(length) * (static_cast<double>(length) + 1.0) / 2.0),
        tails_(length + 1, 0.0) {}

  // Empty while warming up.
  std::optional<double> update(double value) {
    const double weight = static_cast<double>(position_ + 1);
    const double older = static_cast<double>(length_ - position_ - 1); // values of the block before
    head_ += value;
    weighted_head_ += weight * value;
    const double sum = weighted_head_ + older * head_ + tails_[position_ + 1];
    tails_[position_] = value;
    if (++position_ == length_)
      finish_block();
    if (!full_)
      return std::nullopt;
    return sum / divisor_;
  }

  // How many inputs the first value takes.
  std::size_t warm_up() const { return length_; }

private:
  // From each place on, the block's values weighted 1, 2, 3 …: the sum of the sums from there on.
  void finish_block() {
    double sum = 0;
    for (std::size_t index = length_; index-- > 0;) {
      sum += tails_[index];
      tails_[index] = tails_[index + 1] + sum;
    }
    position_ = 0;
    head_ = 0;
    weighted_head_ = 0;
    full_ = true;
  }

  std::size_t length_;
  double divisor_;
  std::size_t position_ = 0; // within the block
  double head_ = 0;          // the sum of this block so far
  double weighted_head_ = 0; // with the weights 1, 2, 3 …
  bool full_ = false;
  // Before position_ this block's values; from it on the weighted sums of the block before.
  std::vector<double> tails_;
};

} // namespace troupe::trading
