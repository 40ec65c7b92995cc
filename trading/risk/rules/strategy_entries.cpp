#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate strategy_entries(const proposal& asked, const risk_situation& now) {
  if (!now.strategies.is_shared() || asked.strategy == manual_strategy)
    return {};
  const auto most = now.strategies.share(asked.strategy).entries_max;
  if (most == 0)
    return {};
  const auto count = now.strategies.passed_at(asked.strategy, asked.wished_ns) + 1;
  return {"strategy_entries", number::of(count), "<=", number::of(most), count <= most};
}

} // namespace troupe::trading
