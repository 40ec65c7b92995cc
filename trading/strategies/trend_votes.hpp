// Which way one timeframe trends, and how clearly, by a vote of its indicators: -1 is down by all,
// 1 up by all.
//
//   weight 2   EMA(9) above EMA(21)
//   weight 3   SMA(10) above SMA(20) above SMA(50)
//   weight 1   RSI(14) above 50 and higher than at the candle before
//   weight 2   MACD(12, 26, 9) above its signal
// Each votes down in the mirrored case and abstains otherwise; lines closer than 1e-9 are equal
// (indicators/crossing.hpp). trend = (up - down) / 8.
//
// Source: the trend analysis of the original's multi-timeframe engine. Defined from the 50th close
// on.
#pragma once

#include "trading/indicators/crossing.hpp"
#include "trading/indicators/exponential_moving_average.hpp"
#include "trading/indicators/macd.hpp"
#include "trading/indicators/simple_moving_average.hpp"
#include "trading/indicators/wilder_rsi.hpp"

#include <cstddef>
#include <optional>

namespace troupe::trading {

class trend_votes {
public:
  // Empty while warming up.
  std::optional<double> update(double close) {
    quick_.fold(close);
    slow_.fold(close);
    short_.fold(close);
    middle_.fold(close);
    const bool complete = long_.fold(close);
    const auto lines = gap_.update(close);
    const double rsi_before = rsi_.value();
    rsi_.fold(close);
    if (!complete || !lines.histogram)
      return std::nullopt;
    const int first = side(short_.value() - middle_.value());
    const int second = side(middle_.value() - long_.value());
    const int level = side(rsi_.value() - 50.0);
    const int way = side(rsi_.value() - rsi_before);
    const int votes = 2 * side(quick_.value() - slow_.value()) + (first == second ? 3 * first : 0) +
                      (level == way ? level : 0) + 2 * side(*lines.histogram);
    return static_cast<double>(votes) / 8.0;
  }

  // How many closes the first trend takes.
  std::size_t warm_up() const { return long_.warm_up(); }

private:
  static int side(double gap) { return gap > equal_within ? 1 : gap < -equal_within ? -1 : 0; }

  exponential_moving_average quick_{9};
  exponential_moving_average slow_{21};
  simple_moving_average short_{10};
  simple_moving_average middle_{20};
  simple_moving_average long_{50};
  wilder_rsi rsi_{14};
  macd gap_{macd_lengths{}};
};

} // namespace troupe::trading
