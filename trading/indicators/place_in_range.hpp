// Where a value stands within a range, as a percentage: the heart of the stochastic indicators.
//
//   100 * (value - lowest) / (highest - lowest)
//
// In a flat range it is 50. Flat means highest - lowest <= 1e-9, so that the noise of rounding
// cannot decide.
#pragma once

#include "trading/indicators/rolling_range.hpp"

namespace troupe::trading {

inline double place_in_range(double value, const rolling_range::extremes& range) {
  constexpr double flat = 1e-9;
  const double width = range.highest - range.lowest;
  return width <= flat ? 50.0 : 100.0 * (value - range.lowest) / width;
}

} // namespace troupe::trading
