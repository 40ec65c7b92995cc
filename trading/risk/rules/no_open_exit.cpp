#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate no_open_exit(const proposal& asked, const risk_situation& now) {
  std::int64_t count = 0;
  now.at_stake.each_under_way(
      asked.symbol, [&](const commitment& each) { count += each.side == asked.side ? 1 : 0; });
  return {"no_open_exit", number::of(count), "==", number{}, count == 0};
}

} // namespace troupe::trading
