#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate drawdown_limit(const proposal&, const risk_situation& now) {
  const auto most = now.limits.drawdown_reducing_bps;
  if (most == 0)
    return {};
  const auto fallen = now.fall.fallen_bps(now.equity);
  return {"drawdown", number::of(fallen), "<", number::of(most), fallen < most};
}

} // namespace troupe::trading
