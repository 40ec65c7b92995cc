// The simple moving average (SMA): the mean of the last `length` values.
//
//   sma = (x[t-length+1] + ... + x[t]) / length
//
// Warm-up: the first value comes with the length-th input. The sum is taken anew over the window,
// from its oldest value to its newest, so the result depends on the window alone and cannot drift
// however long the series; the cost of an update is therefore `length` additions.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace troupe::trading {

class simple_moving_average {
public:
  // Throws std::invalid_argument when length is zero.
  explicit simple_moving_average(std::size_t length);

  // Empty while warming up.
  std::optional<double> update(double value);

private:
  std::size_t length_;
  std::size_t oldest_ = 0; // once the window is full
  std::vector<double> window_;
};

} // namespace troupe::trading
