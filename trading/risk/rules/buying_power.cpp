#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate buying_power(const proposal& asked, const risk_situation& now) {
  const auto value = asked.value();
  const auto free = now.at_stake.free_cash();
  return {"buying_power", number{value.units}, "<=", number{free.units}, value <= free};
}

} // namespace troupe::trading
