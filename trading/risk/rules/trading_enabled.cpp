#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate trading_enabled(const proposal&, const risk_situation& now) {
  const bool enabled = now.permission.enabled();
  return {"trading_enabled", number::of(enabled ? 1 : 0), "==", number::of(1), enabled};
}

} // namespace troupe::trading
