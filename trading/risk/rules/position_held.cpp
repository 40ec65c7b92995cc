#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate position_held(const proposal& asked, const risk_situation& now) {
  const auto closable = now.of_symbol.closable();
  const bool held = asked.qty > quantity{} && asked.qty <= closable;
  return {"position_held", number{asked.qty.units}, "<=", number{closable.units}, held};
}

} // namespace troupe::trading
