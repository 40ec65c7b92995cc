#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate strategy_active(const proposal& asked, const risk_situation& now) {
  const auto by = now.switching();
  if (by.trades_min == 0 || asked.strategy == manual_strategy)
    return {};
  const bool may = now.strategies.performance().may_enter(asked.strategy, by);
  return {"strategy_active", number::of(may ? 1 : 0), "==", number::of(1), may};
}

} // namespace troupe::trading
