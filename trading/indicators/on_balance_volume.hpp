// On-balance volume (OBV): volume that came with rising closes less that which came with falling
// ones. Source: J. Granville, Granville's New Key to Stock Market Profits, 1963; TA-Lib agrees.
//
//   obv[0] = volume[0];   obv[t] = obv[t-1] + volume[t] * sign(close[t] - close[t-1])
//
// Defined from the first candle on. Only its changes mean something.
#pragma once

#include "trading/indicators/candle_figures.hpp"

#include <optional>

namespace troupe::trading {

class on_balance_volume {
public:
  std::optional<double> update(const candle_figures& candle) {
    if (!last_close_ || candle.close > *last_close_)
      balance_ += candle.volume;
    else if (candle.close < *last_close_)
      balance_ -= candle.volume;
    last_close_ = candle.close;
    return balance_;
  }

private:
  std::optional<double> last_close_;
  double balance_ = 0;
};

} // namespace troupe::trading
