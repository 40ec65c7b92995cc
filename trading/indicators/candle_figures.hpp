// A candle as the indicators see it: in doubles.
#pragma once

#include "trading/market/bar.hpp"

namespace troupe::trading {

struct candle_figures {
  time_ns start_ns = 0;
  double open = 0;
  double high = 0;
  double low = 0;
  double close = 0;
  double volume = 0;

  double typical() const { return (high + low + close) / 3.0; }
  double middle() const { return (high + low) / 2.0; }
};

inline candle_figures figures_of(const bar& candle) {
  return {candle.start_ns,        candle.open.to_double(),  candle.high.to_double(),
          candle.low.to_double(), candle.close.to_double(), candle.volume.to_double()};
}

} // namespace troupe::trading
