#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate approvals_waiting(const proposal&, const risk_situation& now) {
  const auto count = static_cast<std::int64_t>(now.approved.size());
  const auto most = static_cast<std::int64_t>(reservations::entries_max);
  return {"approvals_waiting", number::of(count), "<", number::of(most), count < most};
}

} // namespace troupe::trading
