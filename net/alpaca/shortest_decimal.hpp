// Floating-point numbers of the wire as exact amounts: the shortest decimal that reads back as the
// same number, which is what the venue's JSON would have said.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>

namespace troupe::net::alpaca {

// In units of 1e-9; what lies beyond nine decimals is rounded half away from zero. Nothing where
// the number is not finite or does not fit in 64 bits. The width of the number matters: 0.1 in 32
// bits and in 64 are different numbers, and the same decimal.
std::optional<std::int64_t> shortest_units(float value);
std::optional<std::int64_t> any_shortest_units(double value); // as the next, more slowly

// A decimal of at most fifteen digits that reads back as the number is its shortest, or that with
// zeros behind it: no two such decimals read as the same number. The division is that reading: it
// is rounded once, and both its sides are whole numbers that a double holds.
inline std::optional<std::int64_t> shortest_units(double value) {
  constexpr double one = 1e9;
  constexpr double limit = 1e6; // times one: fifteen digits
  if (const double size = std::fabs(value); size < limit) {
    const auto units = static_cast<std::int64_t>(size * one + 0.5);
    if (static_cast<double>(units) / one == size)
      return value < 0 ? -units : units;
  }
  return any_shortest_units(value);
}

} // namespace troupe::net::alpaca
