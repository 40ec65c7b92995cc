#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate position_notional(const proposal& asked, const risk_situation& now) {
  const auto value =
      notional(asked.reference, now.of_symbol.position_with(asked.side, asked.qty));
  const auto most = now.limits.position_notional_max;
  return {"position_notional", number{value.units}, "<=", number{most.units}, value <= most};
}

} // namespace troupe::trading
