#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate open_positions(const proposal&, const risk_situation& now) {
  const auto count = now.at_stake.total().symbols + (now.of_symbol.is_at_stake() ? 0 : 1);
  const auto most = now.limits.open_positions_max;
  return {"open_positions", number::of(count), "<=", number::of(most), count <= most};
}

} // namespace troupe::trading
