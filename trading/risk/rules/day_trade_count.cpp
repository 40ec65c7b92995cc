#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate day_trade_count(const proposal& asked, const risk_situation& now) {
  const auto most = now.limits.day_trades_max;
  if (most == 0 || asked.symbol.is_crypto())
    return {};
  const auto count = now.round_trips.count();
  return {"day_trades", number::of(count), "<", number::of(most), count < most};
}

} // namespace troupe::trading
