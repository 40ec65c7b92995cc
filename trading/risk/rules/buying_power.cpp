#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate buying_power(const proposal& asked, const risk_situation& now) {
  const auto value = asked.value;
  const auto free = now.books.cash() - now.at_stake.total().buys;
  return {"buying_power", number{value.units}, "<=", number{free.units}, value <= free};
}

} // namespace troupe::trading
