// Candles that the strategies' tests share.
#pragma once

#include "tests/unit/trading/indicators/series.hpp"
#include "trading/market/bar.hpp"
#include "trading/strategies/catalogue.hpp"
#include "trading/strategies/condition.hpp"

#include <vector>

namespace troupe::trading {

inline bar candle_of(const candle_figures& figures, time_ns length_ns,
                     const symbol& name = symbol::of("AAPL")) {
  bar made;
  made.symbol = name;
  made.start_ns = figures.start_ns;
  made.length_ns = length_ns;
  made.open = price{to_number(figures.open).units};
  made.high = price{to_number(figures.high).units};
  made.low = price{to_number(figures.low).units};
  made.close = price{to_number(figures.close).units};
  made.volume = quantity{to_number(figures.volume).units};
  return made;
}

// The figures as candles of that length, one after the other.
inline std::vector<bar> candles_of(std::vector<candle_figures> figures, time_ns length_ns,
                                   const symbol& name = symbol::of("AAPL")) {
  std::vector<bar> made;
  for (std::size_t index = 0; index < figures.size(); ++index) {
    figures[index].start_ns = static_cast<time_ns>(index) * length_ns;
    made.push_back(candle_of(figures[index], length_ns, name));
  }
  return made;
}

// The closes as candles without any width.
inline std::vector<bar> flat_candles(const std::vector<double>& closes, time_ns length_ns,
                                     double volume = 100, const symbol& name = symbol::of("AAPL")) {
  std::vector<candle_figures> figures;
  for (const double close : closes)
    figures.push_back({0, close, close, close, close, volume});
  return candles_of(figures, length_ns, name);
}

} // namespace troupe::trading
