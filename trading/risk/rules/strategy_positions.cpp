#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate strategy_positions(const proposal& asked, const risk_situation& now) {
  if (!now.strategies.is_shared() || asked.strategy == manual_strategy)
    return {};
  const auto most = now.strategies.share(asked.strategy).positions_max;
  if (most == 0)
    return {};
  const auto count = now.strategies.symbols_with(asked.strategy, asked.symbol, now.approved);
  return {"strategy_positions", number::of(count), "<=", number::of(most), count <= most};
}

} // namespace troupe::trading
