#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate protection(const proposal&, const risk_situation& now) {
  const auto most_ns = now.limits.protection_within_ms * millisecond_ns;
  if (most_ns == 0)
    return {};
  const auto since = now.at_stake.bare_since_ns();
  const auto bare_ns = since ? exact::subtract(now.now, *since) : 0;
  return {"protection", number{bare_ns}, "<=", number{most_ns}, bare_ns <= most_ns};
}

} // namespace troupe::trading
