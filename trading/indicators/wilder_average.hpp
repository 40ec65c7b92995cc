// Wilder's moving average, also called RMA or SMMA: an exponential one with alpha = 1 / length.
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978.
//
//   average[t] = ((length - 1) * average[t-1] + x[t]) / length
//
// Seeded with the simple average of the first `length` values. Warm-up: the first value, which is
// that seed, comes with the length-th input.
#pragma once

#include "trading/indicators/exponential_moving_average.hpp"
#include "trading/indicators/smoothed_average.hpp"

#include <cstddef>

namespace troupe::trading {

class wilder_average : public smoothed_average {
public:
  // Throws std::invalid_argument when length is zero.
  explicit wilder_average(std::size_t length)
      : smoothed_average(length, 1.0 / static_cast<double>(length)) {}
};

// Of indicators that are Wilder's, and pandas' where asked for: exponential from the first value.
inline smoothed_average wilder_or_exponential(std::size_t length, bool is_exponential) {
  if (is_exponential)
    return exponential_moving_average(length, average_seed::first_value);
  return wilder_average(length);
}

} // namespace troupe::trading
