// The stochastic RSI: where Wilder's RSI stands within its own recent range, smoothed twice.
// Source: T. Chande, S. Kroll, The New Technical Trader, 1994; K and D as TradingView draws them.
//
//   raw = 100 * (rsi - lowest) / (highest - lowest) over the last stochastic_length RSI values
//   k = SMA of raw over k_length;   d = SMA of k over d_length
//
// In a flat window raw is 50. Flat means highest - lowest <= 1e-9, so that the noise of rounding
// cannot decide. Warm-up: k comes with input rsi_length + stochastic_length + k_length - 1, and d
// d_length - 1 inputs later.
#pragma once

#include "trading/indicators/rolling_range.hpp"
#include "trading/indicators/simple_moving_average.hpp"
#include "trading/indicators/wilder_rsi.hpp"

#include <cstddef>
#include <optional>

namespace troupe::trading {

struct stochastic_rsi_lengths {
  std::size_t rsi = 14;
  std::size_t stochastic = 14;
  std::size_t k = 3;
  std::size_t d = 3;
};

class stochastic_rsi {
public:
  // Each is empty while it warms up.
  struct lines {
    std::optional<double> k;
    std::optional<double> d;
  };

  // Throws std::invalid_argument when a length is zero.
  explicit stochastic_rsi(const stochastic_rsi_lengths& lengths);

  lines update(double value);

private:
  wilder_rsi rsi_;
  rolling_range range_;
  simple_moving_average k_;
  simple_moving_average d_;
};

} // namespace troupe::trading
