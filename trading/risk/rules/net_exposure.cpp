#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate net_exposure(const proposal& asked, const risk_situation& now) {
  const auto& total = now.at_stake.total();
  const auto value = asked.value + (asked.side == side::buy ? total.net + total.buys
                                                              : total.sells - total.net);
  const auto most = now.limits.net_exposure_max;
  return {"net_exposure", number{value.units}, "<=", number{most.units}, value <= most};
}

} // namespace troupe::trading
