// Prices at a distance from another one, exact.
#pragma once

#include "trading/market/fixed_point.hpp"

namespace troupe::trading {

// The price that lies this many percent above another one (below, where negative), rounded half
// away from zero.
inline price moved_by_percent(price from, number percent) {
  constexpr auto hundred = number::of(100);
  return price{
      exact::multiply_divide(from.units, exact::add(hundred.units, percent.units), hundred.units)};
}

// A multiple of a distance such as an average true range, rounded half away from zero.
inline price times(price distance, number multiple) {
  return price{exact::multiply_divide(distance.units, multiple.units, units_per_one)};
}

} // namespace troupe::trading
