// Mean reversion by Bollinger bands: buys a close at the lower band or below it while the RSI is
// low, and sells at the upper band.
//
// Long entry: close <= lower band and RSI < rsi_low. Short entry is its mirror: close >= upper band
// and RSI > 100 - rsi_low; only with allow_short, and never in crypto.
// Exit of a long position: close >= upper band, or, with exit_at_middle, >= the middle; or an exit
// by price or time (exit_parameters.hpp; by default a stop of 2 %). Exit of a short one is its
// mirror.
//
// Source: the rule bollinger_mean_reversion of the original's training service; the bands are J.
// Bollinger's, with the population's deviation. What was wrong in the original: it had no stop at
// all, and RSI and deviation of another definition than anybody compares with. Its confidences,
// 0.7 of a purchase and 0.6 of a sale, are told, and rank entries (trading/risk/wish_order.hpp).
// Reasons are told as stochrsi_ema tells them.
#pragma once

#include "trading/indicators/bollinger_bands.hpp"
#include "trading/indicators/wilder_rsi.hpp"
#include "trading/strategies/candle_strategy.hpp"
#include "trading/strategies/catalogue.hpp"
#include "trading/strategies/exit_parameters.hpp"

namespace troupe::trading {

class bollinger_reversion final : public candle_strategy {
public:
  struct settings {
    time_ns candle_length_ns = 5 * minute_ns;
    std::size_t length = 20;
    double deviations = 2;
    std::size_t rsi_length = 14;
    double rsi_low = 30;
    bool exit_at_middle = false;
    exit_settings exits;
    std::size_t atr_length = 14;
    entry_terms entries;
    bool allow_short = false;
  };

  static strategy_definition definition();

  explicit bollinger_reversion(const settings& chosen);

  std::string_view name() const override;
  time_ns candle_length_ns() const override { return settings_.candle_length_ns; }
  int warm_up_candles() const override;
  verdict decide(const bar& candle, const position_view& held) override;
  void explain(decision& record, const bar& candle, const position_view& held) const override;

private:
  template <class Check>
  bool entry(bool buys, const Check& check) const;
  template <class Check>
  bool reverted(bool is_long, const Check& check) const;
  bool may_go_short(const bar& candle) const {
    return settings_.allow_short && !candle.symbol.is_crypto();
  }
  bool complete() const { return has_bands_ && has_rsi_; }
  void explain_entry(decision& record, const bar& candle) const;

  settings settings_;
  bollinger_bands bands_;
  wilder_rsi rsi_;
  candle_exits exits_;
  double close_ = 0;
  bool has_bands_ = false;
  bool has_rsi_ = false;
  verdict decided_ = verdict::none;
};

} // namespace troupe::trading
