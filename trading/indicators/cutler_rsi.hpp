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
    return fold(value) ? std::optional(this->value()) : std::nullopt;
  }
  // The same in two steps, for what is built upon it: whether there is a value now, and which.
  bool fold(double value) {
    const double change = value - last_;
    last_ = value;
    if (!has_last_) [[unlikely]] {
      has_last_ = true;
      return false;
    }
    gains_.fold(change > 0.0 ? change : 0.0);
    return losses_.fold(change < 0.0 ? -change : 0.0);
  }
  double value() const {
    const double gain = gains_.value();
    const double loss = losses_.value();
    return loss == 0.0 ? 100.0 : 100.0 * (gain / (gain + loss));
  }

  // How many inputs the first value takes.
  std::size_t warm_up() const { return gains_.warm_up() + 1; }

private:
  bool has_last_ = false;
  double last_ = 0;
  simple_moving_average gains_;
  simple_moving_average losses_;
};

} // namespace troupe::trading
