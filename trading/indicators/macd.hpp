// Moving average convergence and divergence (MACD). Source: G. Appel; TradingView agrees. (TA-Lib
// begins the fast average later, so that its first values differ; they converge.)
//
//   macd = EMA(fast) - EMA(slow);   signal = EMA of macd;   histogram = macd - signal
//
// Warm-up: macd comes with input `slow`, signal and histogram come signal - 1 inputs later.
#pragma once

#include "trading/indicators/exponential_moving_average.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace troupe::trading {

struct macd_lengths {
  std::size_t fast = 12;
  std::size_t slow = 26;
  std::size_t signal = 9;
};

class macd {
public:
  // Each is empty while it warms up.
  struct lines {
    std::optional<double> macd;
    std::optional<double> signal;
    std::optional<double> histogram;
  };

  // Throws std::invalid_argument when a length is zero.
  explicit macd(const macd_lengths& lengths, average_seed seed = average_seed::simple_average)
      : fast_(lengths.fast, seed), slow_(lengths.slow, seed), signal_(lengths.signal, seed) {}

  lines update(double value) {
    const bool has_fast = fast_.fold(value);
    if (!slow_.fold(value) || !has_fast)
      return {};
    const double gap = fast_.value() - slow_.value();
    if (!signal_.fold(gap))
      return {gap, std::nullopt, std::nullopt};
    return {gap, signal_.value(), gap - signal_.value()};
  }

  // How many inputs the first signal takes.
  std::size_t warm_up() const {
    return std::max(fast_.warm_up(), slow_.warm_up()) + signal_.warm_up() - 1;
  }

private:
  exponential_moving_average fast_;
  exponential_moving_average slow_;
  exponential_moving_average signal_;
};

} // namespace troupe::trading
