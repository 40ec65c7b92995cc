#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate strategy_budget(const proposal& asked, const risk_situation& now) {
  if (!now.strategies.is_shared() || asked.strategy == manual_strategy)
    return {};
  const auto share = now.strategies.share(asked.strategy);
  constexpr auto hundred = number::of(100);
  if (share.budget_percent == hundred)
    return {};
  const auto value = now.strategies.at_stake(asked.strategy, now.books, now.approved) + asked.value;
  const auto most = budget_of(share, now.equity);
  return {"strategy_budget", number{value.units}, "<=", number{most.units}, value <= most};
}

} // namespace troupe::trading
