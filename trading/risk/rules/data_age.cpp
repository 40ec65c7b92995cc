#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate data_age(const proposal& asked, const risk_situation& now) {
  const auto age_ns = exact::subtract(now.now, asked.data_ns);
  const auto most_ns = now.limits.data_age_max_s * second_ns;
  return {"data_age", number{age_ns}, "<=", number{most_ns}, age_ns <= most_ns};
}

} // namespace troupe::trading
