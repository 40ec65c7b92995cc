#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate open_positions(const proposal& asked, const risk_situation& now) {
  const auto count = static_cast<std::int64_t>(now.at_stake.symbols_with(asked.symbol));
  const auto most = now.limits.open_positions_max;
  return {"open_positions", number::of(count), "<=", number::of(most), count <= most};
}

} // namespace troupe::trading
