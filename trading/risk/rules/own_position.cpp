#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate own_position(const proposal& asked, const risk_situation& now) {
  if (now.limits.symbol_strategies_max != 1)
    return {};
  const bool own = now.strategies.holds(asked.strategy, asked.symbol) ||
                   !now.strategies.anybody_holds(asked.symbol);
  return {"own_position", number::of(own ? 1 : 0), "==", number::of(1), own};
}

} // namespace troupe::trading
