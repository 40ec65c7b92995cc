// Trend following by the SuperTrend line (indicators/super_trend.hpp): in when the trend turns up,
// out when it is down.
//
// Long entry: the trend was down at the candle before and is up. Short entry is its mirror; only
// with allow_short, and never in crypto.
// Exit of a long position: the trend is down, or an exit by price or time (exit_parameters.hpp;
// off by default: the line is a stop). Exit of a short one is its mirror.
//
// Source: O. Seban's indicator, traded as it is commonly. What was wrong in the original: turns
// were tested against the bands of the candle instead of those that had been drawn before, so
// hardly any happened; the range was a simple average; the first trend was a guess by one close.
// Reasons are told as stochrsi_ema tells them.
#pragma once

#include "trading/indicators/super_trend.hpp"
#include "trading/strategies/candle_strategy.hpp"
#include "trading/strategies/catalogue.hpp"
#include "trading/strategies/exit_parameters.hpp"

#include <optional>

namespace troupe::trading {

class supertrend final : public candle_strategy {
public:
  struct settings {
    time_ns candle_length_ns = 5 * minute_ns;
    std::size_t length = 10;
    double multiple = 3;
    exit_settings exits;
    std::size_t atr_length = 14;
    entry_terms entries;
    bool allow_short = false;
  };

  static strategy_definition definition();

  explicit supertrend(const settings& chosen);

  std::string_view name() const override;
  time_ns candle_length_ns() const override { return settings_.candle_length_ns; }
  int warm_up_candles() const override;
  verdict decide(const bar& candle, const position_view& held) override;
  void explain(decision& record, const bar& candle, const position_view& held) const override;

private:
  template <class Check>
  bool turned(bool up, const Check& check) const;
  bool may_go_short(const bar& candle) const {
    return settings_.allow_short && !candle.symbol.is_crypto();
  }
  void explain_entry(decision& record, const bar& candle) const;

  settings settings_;
  super_trend line_;
  candle_exits exits_;
  double side_before_ = 0; // 1 where the line was below the price, -1 above, 0 nowhere yet
  double side_ = 0;
  verdict decided_ = verdict::none;
};

} // namespace troupe::trading
