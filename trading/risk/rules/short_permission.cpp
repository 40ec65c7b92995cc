#include "trading/risk/rules.hpp"

#include <algorithm>

namespace troupe::trading {

gate short_permission(const proposal& asked, const risk_situation& now) {
  const auto sold = asked.side == side::sell ? now.of_symbol.position_with(side::sell, asked.qty)
                                             : quantity{};
  const auto shorted = std::max(sold, quantity{});
  const bool allowed = now.limits.allow_short && !asked.symbol.is_crypto();
  const auto most = allowed ? shorted : quantity{};
  return {"short_permission", number{shorted.units}, "<=", number{most.units}, shorted <= most};
}

} // namespace troupe::trading
