// The true range of a candle: how far prices went, the step from the close before included.
// Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978.
//
//   max(high - low, |high - close before|, |low - close before|)
//
// Of the first candle it is high - low, so there is no warm-up.
#pragma once

#include "trading/indicators/candle_figures.hpp"

#include <algorithm>
#include <optional>

namespace troupe::trading {

class true_range {
public:
  double update(const candle_figures& candle) {
    const double top = last_close_ ? std::max(candle.high, *last_close_) : candle.high;
    const double bottom = last_close_ ? std::min(candle.low, *last_close_) : candle.low;
    last_close_ = candle.close;
    return top - bottom;
  }

private:
  std::optional<double> last_close_;
};

} // namespace troupe::trading
