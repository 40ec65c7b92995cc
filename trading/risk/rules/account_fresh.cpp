#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate account_fresh(const proposal&, const risk_situation& now) {
  const bool stale = now.permission.account_stale();
  return {"account_fresh", number::of(stale ? 0 : 1), "==", number::of(1), !stale};
}

} // namespace troupe::trading
