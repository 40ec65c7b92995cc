#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate symbol_strategies(const proposal& asked, const risk_situation& now) {
  const auto most = now.limits.symbol_strategies_max;
  if (most == 0 || asked.strategy == manual_strategy)
    return {};
  const auto count = now.strategies.strategies_with(asked.symbol, asked.strategy, now.approved);
  return {"symbol_strategies", number::of(count), "<=", number::of(most), count <= most};
}

} // namespace troupe::trading
