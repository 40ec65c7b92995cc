// Quick trades on one-minute candles, in whatever of its universe scores best.
//
// Each symbol is scored by a table (score_scalp), whose first line that signals decides:
//   volatility > 0.01   momentum > 0.6 buys, < 0.4 sells: confidence min(0.9, 10 * volatility +
//                       0.3 with a surge), target 0.8 %, stop 0.5 %
//   else > 0.005        with a surge, momentum > 0.65 buys, < 0.35 sells: 0.6; or > 0.75, < 0.25:
//                       0.5; target 0.5 %, stop 0.3 %
//   a surge             momentum > 0.55 buys, < 0.45 sells: 0.5, target 0.4 %, stop 0.2 %
//   volatility > 0.003  momentum > 0.58 buys, < 0.42 sells: 0.45, target 0.3 %, stop 0.15 %
// A signal has to be surer than 0.4, and the volatility at least volatility_min.
//
// Exits besides those of the signal: the time limit, 15 minutes by default.
//
// The scanner is the whole of the instances: each scores its own symbol by its own candles, and
// risk ranks the entries of one instant by their confidence, and takes as many as the strategy's
// entries_max and positions_max allow (trading/risk/wish_order.hpp). So no score depends on the
// order of the symbols, nor on which lane or node they are on.
//
// Source: the original's scanner and its trading loop. What was wrong there, besides what
// measured_strategy.hpp and market_measures.hpp say: the daily loss limit could never trip and was
// never reset (risk has it here: daily_loss); the stated minima of turnover and spread were never
// checked (a universe's dollar_volume, and risk.price_collar_bps); trading began with the process;
// an exit for positions that were entered at a low volatility could not be reached, as none were,
// and is left out.
#pragma once

#include "trading/strategies/catalogue.hpp"
#include "trading/strategies/measured_strategy.hpp"

namespace troupe::trading {

// What the table says of a reading. Side 1 buys, -1 sells, 0 is no signal.
struct scalp_score {
  int side = 0;
  double confidence = 0;
  double target = 0; // shares of the price
  double stop = 0;
};
scalp_score score_scalp(double volatility, bool surge, double momentum);

class crypto_scalping final : public says_conditions<crypto_scalping> {
public:
  struct settings {
    measured_settings common;
    double volatility_min = 0.005;
  };

  static strategy_definition definition();

  explicit crypto_scalping(const settings& chosen);

private:
  friend says_conditions;
  template <class Check>
  bool conditions(bool buys, const Check& check) const;
  signal_terms terms(bool buys) const override;
  void look(const bar& candle) override;

  scalp_score score_;
  settings settings_;
};

extern template class says_conditions<crypto_scalping>;

} // namespace troupe::trading
