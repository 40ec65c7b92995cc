// Mean reversion by momentum: buys what has fallen almost without a pause, and sells what has risen
// so, in a market that moves a lot.
//
// Buy signal: volatility > volatility_min and momentum < 1 - extreme_min; sell signal: momentum
// above extreme_min.
//   confidence   min(0.85, 5 * (extreme - 0.8) + 0.1), extreme being momentum against the signal
//   target, stop 0.6 and 0.4 times the volatility
//
// Source: the rule MEAN_REVERSION of the original's table of strategies. What was wrong there,
// besides what measured_strategy.hpp and market_measures.hpp say: it was written and never run.
#pragma once

#include "trading/strategies/catalogue.hpp"
#include "trading/strategies/measured_strategy.hpp"

namespace troupe::trading {

class mean_reversion final : public says_conditions<mean_reversion> {
public:
  struct settings {
    measured_settings common;
    double extreme_min = 0.9;
    double volatility_min = 0.015;
  };

  static strategy_definition definition();

  explicit mean_reversion(const settings& chosen);

private:
  friend says_conditions;
  template <class Check>
  bool conditions(bool buys, const Check& check) const;
  signal_terms terms(bool buys) const override;

  settings settings_;
};

extern template class says_conditions<mean_reversion>;

} // namespace troupe::trading
