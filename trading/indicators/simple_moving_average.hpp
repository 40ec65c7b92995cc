// The simple moving average (SMA): the mean of the last `length` values.
//
//   sma = (x[t-length+1] + ... + x[t]) / length
//
// Warm-up: the first value comes with the length-th input. The values are summed in blocks of
// `length`: a window is a tail of the block before, whose sums are known, and the head of this one.
// So an update costs O(1) amortised, nothing is ever subtracted, and what has left the window has
// no influence, however long the series.
#pragma once

#include "trading/indicators/window_length.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace troupe::trading {

class simple_moving_average {
public:
  // Throws std::invalid_argument when length is zero.
  explicit simple_moving_average(std::size_t length)
      : length_(window_length(length)), divisor_(static_cast<double>(length)),
        tails_(length + 1, 0.0) {}

  // Empty while warming up.
  std::optional<double> update(double value) {
    return fold(value) ? std::optional(average_) : std::nullopt;
  }
  // The same in two steps, for what is built upon it: whether there is a value now, and which.
  bool fold(double value) {
    head_ += value;
    average_ = (head_ + tails_[position_ + 1]) / divisor_;
    tails_[position_] = value;
    if (++position_ == length_)
      finish_block();
    return full_;
  }
  bool has_value() const { return full_; }
  double value() const { return average_; }

  // How many inputs the first value takes.
  std::size_t warm_up() const { return length_; }

private:
  void finish_block() {
    for (std::size_t index = length_; index-- > 0;)
      tails_[index] += tails_[index + 1];
    position_ = 0;
    head_ = 0;
    full_ = true;
  }

  std::size_t length_;
  double divisor_;
  std::size_t position_ = 0; // within the block
  double head_ = 0;          // the sum of this block so far
  bool full_ = false;
  double average_ = 0; // of the last window, once there was a full one
  // Before position_ this block's values; from it on the sums of the block before to its end.
  std::vector<double> tails_;
};

} // namespace troupe::trading
