// Trend following by momentum: buys a market that moves, and mostly upwards.
//
// Buy signal: volatility >= volatility_min and momentum > momentum_min; sell signal: momentum below
// 1 - momentum_min.
//   confidence   min(0.9, 0.8 * momentum + 0.2 with a surge), momentum in the signal's direction
//   target, stop 0.8 and 0.3 times the volatility
//
// Source: the rule MOMENTUM of the original's table of strategies. What was wrong there, besides
// what measured_strategy.hpp and market_measures.hpp say: it was written and never run.
#pragma once

#include "trading/strategies/catalogue.hpp"
#include "trading/strategies/measured_strategy.hpp"

namespace troupe::trading {

class momentum final : public says_conditions<momentum> {
public:
  struct settings {
    measured_settings common;
    double momentum_min = 0.7;
    double volatility_min = 0.01;
  };

  static strategy_definition definition();

  explicit momentum(const settings& chosen);

private:
  friend says_conditions;
  template <class Check>
  bool conditions(bool buys, const Check& check) const;
  signal_terms terms(bool buys) const override;

  settings settings_;
};

extern template class says_conditions<momentum>;

} // namespace troupe::trading
