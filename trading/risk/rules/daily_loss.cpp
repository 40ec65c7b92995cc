#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate daily_loss(const proposal&, const risk_situation& now) {
  const auto loss = -now.day.profit(now.equity);
  const auto most = now.limits.daily_loss_max;
  return {"daily_loss", number{loss.units}, "<", number{most.units}, loss < most};
}

} // namespace troupe::trading
