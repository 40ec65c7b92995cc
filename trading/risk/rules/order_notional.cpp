#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate order_notional(const proposal& asked, const risk_situation& now) {
  const auto value = asked.value;
  const auto most = now.limits.order_notional_max;
  return {"order_notional", number{value.units}, "<=", number{most.units}, value <= most};
}

} // namespace troupe::trading
