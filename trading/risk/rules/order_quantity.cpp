#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate order_quantity(const proposal& asked, const risk_situation& now) {
  const auto most = quantity::of(now.limits.order_quantity_max);
  return {"order_quantity", number{asked.qty.units}, "<=", number{most.units}, asked.qty <= most};
}

} // namespace troupe::trading
