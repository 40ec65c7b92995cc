// The relative strength index (RSI) with plain averages, in 0..100: D. Cutler's variant, which does
// not depend on where a series begins.
//
//   rsi = 100 * gains / (gains + losses), sums over the last `length` changes
//
// Warm-up: the first value comes with input length + 1. Without any loss the RSI is 100.
#pragma once

#include "trading/indicators/simple_moving_average.hpp"

#include <cstddef>
#include <optional>

namespace troupe::trading {

class cutler_rsi {
public:
  // Throws std::invalid_argument when length is zero.
  explicit cutler_rsi(std::size_t length) : gains_(length), losses_(length) {}

  // Empty while warming up.
  std::optional<double> update(double value) {
    const double change = last_ ? value - *last_ : 0.0;
    const bool first = !last_;
    last_ = value;
    if (first)
      return std::nullopt;
    const auto gain = gains_.update(change > 0.0 ? change : 0.0);
    const auto loss = losses_.update(change < 0.0 ? -change : 0.0);
    if (!gain)
      return std::nullopt;
    return *loss == 0.0 ? 100.0 : 100.0 * (*gain / (*gain + *loss));
  }

  // How many inputs the first value takes.
  std::size_t warm_up() const { return gains_.warm_up() + 1; }

private:
  std::optional<double> last_;
  simple_moving_average gains_;
  simple_moving_average losses_;
};

} // namespace troupe::trading
