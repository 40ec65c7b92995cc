// The stochastic RSI: where Wilder's RSI stands within its own recent range, smoothed twice.
// Source: T. Chande, S. Kroll, The New Technical Trader, 1994; K and D as TradingView draws them.
//
//   raw = 100 * (rsi - lowest) / (highest - lowest) over the last `stochastic` RSI values
//   k = SMA of raw over `k`;   d = SMA of k over `d`
//
// In a flat window raw is 50 (place_in_range.hpp). Warm-up: k comes with input
// rsi + stochastic + k - 1, and d comes d - 1 inputs later.
#pragma once

#include "trading/indicators/place_in_range.hpp"
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
  explicit stochastic_rsi(const stochastic_rsi_lengths& lengths,
                          rsi_weighting weighting = rsi_weighting::wilder)
      : rsi_(lengths.rsi, weighting), range_(lengths.stochastic), k_(lengths.k), d_(lengths.d) {}

  lines update(double value) {
    fold(value);
    return {has_k_ ? std::optional(k_.value()) : std::nullopt,
            has_d_ ? std::optional(d_.value()) : std::nullopt};
  }
  // The same in two steps, for what is built upon it: whether there is a d now, and which lines.
  bool fold(double value) {
    if (!rsi_.fold(value))
      return false;
    const auto range = range_.update(rsi_.value());
    if (!range)
      return false;
    has_k_ = k_.fold(place_in_range(rsi_.value(), *range));
    has_d_ = has_k_ && d_.fold(k_.value());
    return has_d_;
  }
  bool has_k() const { return has_k_; }
  double k() const { return k_.value(); }
  double d() const { return d_.value(); }

  // How many inputs the first d takes.
  std::size_t warm_up() const {
    return rsi_.warm_up() + range_.warm_up() + k_.warm_up() + d_.warm_up() - 3;
  }

private:
  wilder_rsi rsi_;
  rolling_range range_;
  simple_moving_average k_;
  simple_moving_average d_;
  bool has_k_ = false;
  bool has_d_ = false;
};

} // namespace troupe::trading
