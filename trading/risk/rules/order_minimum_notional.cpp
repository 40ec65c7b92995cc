#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate order_minimum_notional(const proposal& asked, const risk_situation&) {
  const auto value = asked.value;
  const auto least = order_minimum(asked.symbol);
  return {"order_minimum_notional", number{value.units}, ">=", number{least.units}, value >= least};
}

} // namespace troupe::trading
