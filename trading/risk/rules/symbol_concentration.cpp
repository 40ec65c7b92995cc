#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate symbol_concentration(const proposal& asked, const risk_situation& now) {
  const auto value = now.of_symbol.gross_with(asked.side, asked.value);
  const auto most = share_of(now.equity, now.limits.symbol_concentration_max_bps);
  return {"symbol_concentration", number{value.units}, "<=", number{most.units}, value <= most};
}

} // namespace troupe::trading
