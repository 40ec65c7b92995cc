#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate turnover_rate(const proposal& asked, const risk_situation& now) {
  const auto value = now.rate.value() + now.at_stake.total().approved + asked.value;
  const auto most = now.limits.turnover_rate_max;
  return {"turnover_rate", number{value.units}, "<=", number{most.units}, value <= most};
}

} // namespace troupe::trading
