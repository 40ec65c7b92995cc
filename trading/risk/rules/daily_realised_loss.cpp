#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate daily_realised_loss(const proposal&, const risk_situation& now) {
  const auto loss = -now.day.realised();
  const auto most = now.limits.daily_realised_loss_max;
  return {"daily_realised_loss", number{loss.units}, "<", number{most.units}, loss < most};
}

} // namespace troupe::trading
