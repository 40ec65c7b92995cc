#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate order_rate(const proposal&, const risk_situation& now) {
  const auto count = now.rate.count() + static_cast<std::int64_t>(now.approved.size()) + 1;
  const auto most = now.limits.order_rate_max;
  return {"order_rate", number::of(count), "<=", number::of(most), count <= most};
}

} // namespace troupe::trading
