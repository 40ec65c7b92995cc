// The exponential moving average (EMA), as TA-Lib and TradingView define it.
//
//   alpha = 2 / (length + 1);   ema[t] = ema[t-1] + alpha * (x[t] - ema[t-1])
//
// Seeded with the simple average of the first `length` values. Warm-up: the first value, which is
// that seed, comes with the length-th input.
#pragma once

#include "trading/indicators/simple_moving_average.hpp"

#include <cstddef>
#include <optional>

namespace troupe::trading {

class exponential_moving_average {
public:
  // Throws std::invalid_argument when length is zero.
  explicit exponential_moving_average(std::size_t length);

  // Empty while warming up.
  std::optional<double> update(double value);

private:
  double alpha_;
  simple_moving_average seed_;
  std::optional<double> average_;
};

} // namespace troupe::trading
