// The SuperTrend: a stop line that follows a trend and changes sides when the close crosses it.
// Source: O. Seban; TradingView agrees.
//
//   upper = (high + low) / 2 + multiple * ATR, lower = (high + low) / 2 - multiple * ATR
//   The final upper band falls only, until the close before stood above it: then it starts anew;
//   the final lower band rises only, until the close before stood below it.
//   Down while the line is the final upper band, until the close is above it; up while it is the
//   final lower band, until the close is below it.
//
// The ATR is Wilder's. The first line, with the length-th candle, is the upper band: down.
#pragma once

#include "trading/indicators/average_true_range.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace troupe::trading {

class super_trend {
public:
  struct lines {
    double line;
    bool up; // the line is below the price
  };

  // Throws std::invalid_argument when length is zero.
  explicit super_trend(std::size_t length, double multiple = 3.0)
      : range_(length), multiple_(multiple) {}

  // Empty while warming up.
  std::optional<lines> update(const candle_figures& candle) {
    return fold(candle) ? std::optional(lines{line(), up_}) : std::nullopt;
  }
  // The same in two steps, for what is built upon it: whether there is a line now, and which.
  bool fold(const candle_figures& candle) {
    const double last_close = last_close_;
    last_close_ = candle.close;
    if (!range_.fold(candle))
      return false;
    const double upper = candle.middle() + multiple_ * range_.value();
    const double lower = candle.middle() - multiple_ * range_.value();
    if (!running_) {
      running_ = true;
      upper_ = upper;
      lower_ = lower;
      return true;
    }
    upper_ = last_close > upper_ ? upper : std::min(upper, upper_);
    lower_ = last_close < lower_ ? lower : std::max(lower, lower_);
    up_ = up_ ? candle.close >= lower_ : candle.close > upper_;
    return true;
  }
  double line() const { return up_ ? lower_ : upper_; }
  bool up() const { return up_; }

  // How many candles the first line takes.
  std::size_t warm_up() const { return range_.warm_up(); }

private:
  average_true_range range_;
  double multiple_;
  double last_close_ = 0;
  bool running_ = false;
  bool up_ = false;
  double upper_ = 0;
  double lower_ = 0;
};

} // namespace troupe::trading
