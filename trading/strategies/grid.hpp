// Trades the middle of a quiet market: buys a little below it, and sells a little above.
//
// Buy signal: volatility <= volatility_max, |momentum - 0.5| <= middle_max, and momentum within
// buy_from..buy_to; sell signal: within its mirror, 1 - buy_to..1 - buy_from.
//   confidence   0.65
//   target, stop 0.5 % and 1 %
//
// It holds one rung at a time: a position is entered whole and left whole, so this is the
// original's rule GRID_TRADING, not a ladder of resting orders. What was wrong there, besides what
// measured_strategy.hpp and market_measures.hpp say: it was written and never run.
#pragma once

#include "trading/strategies/catalogue.hpp"
#include "trading/strategies/measured_strategy.hpp"

namespace troupe::trading {

class grid final : public says_conditions<grid> {
public:
  struct settings {
    measured_settings common;
    double volatility_max = 0.02;
    double middle_max = 0.3;
    double buy_from = 0.3;
    double buy_to = 0.45;
  };

  static strategy_definition definition();

  explicit grid(const settings& chosen);

private:
  friend says_conditions;
  template <class Check>
  bool conditions(bool buys, const Check& check) const;
  signal_terms terms(bool buys) const override;

  settings settings_;
};

extern template class says_conditions<grid>;

} // namespace troupe::trading
