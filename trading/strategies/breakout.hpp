// Buys a market that leaves the range of its last candles upwards, with more volume than usual.
//
// Buy signal: close > highest high of the channel_length candles before this one, by at least
// breakout_percent; a volume surge; momentum > momentum_min; volatility > volatility_min. Sell
// signal: its mirror, below the lowest low. channel_length counts candles before this one.
//   confidence   min(0.88, 10 * volatility + 0.5 * momentum), momentum in the signal's direction
//   target, stop 1.2 and 0.5 times the volatility
//
// Source: the rule BREAKOUT of the original's table of strategies, with the channel of its training
// service (R. Donchian's). What was wrong there, besides what measured_strategy.hpp and
// market_measures.hpp say: the table's rule had no range to break out of, and counted momentum the
// same way round for both sides; the channel included the candle itself, so no close could ever
// exceed it.
#pragma once

#include "trading/indicators/rolling_range.hpp"
#include "trading/strategies/catalogue.hpp"
#include "trading/strategies/measured_strategy.hpp"

namespace troupe::trading {

class breakout final : public says_conditions<breakout> {
public:
  struct settings {
    measured_settings common;
    std::size_t channel_length = 20;
    double breakout_percent = 0;
    double momentum_min = 0.6;
    double volatility_min = 0.01;
  };

  static strategy_definition definition();

  explicit breakout(const settings& chosen);

private:
  friend says_conditions;
  template <class Check>
  bool conditions(bool buys, const Check& check) const;
  signal_terms terms(bool buys) const override;
  bool is_ready() const override { return has_channel_; }
  void look(const bar& candle) override;
  void remember(const bar& candle) override;
  std::size_t own_warm_up() const override { return channel_.warm_up() + 1; }

  rolling_range channel_;
  std::optional<rolling_range::extremes> next_; // of the candles up to the last one
  rolling_range::extremes now_{};               // of those before the last one
  bool has_channel_ = false;
  double close_ = 0;

  settings settings_;
};

extern template class says_conditions<breakout>;

} // namespace troupe::trading
