#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate quote_age(const proposal&, const risk_situation& now) {
  const auto most_ns = now.limits.quote_age_max_ms * millisecond_ns;
  if (most_ns == 0 || now.is_never_quoted())
    return {};
  const auto age_ns = exact::subtract(now.now, now.memory.quote.market_ns);
  const bool known = !now.memory.quote.symbol.empty();
  return {"quote_age", number{age_ns}, "<=", number{most_ns}, known && age_ns <= most_ns};
}

} // namespace troupe::trading
