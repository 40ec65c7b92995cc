#include "trading/risk/rules.hpp"

#include <algorithm>

namespace troupe::trading {

gate no_open_exit(const proposal& asked, const risk_situation& now) {
  const auto under_way = now.at_stake.under_way(asked.symbol);
  const auto count = std::count_if(under_way.begin(), under_way.end(),
                                   [&](const commitment& each) { return each.side == asked.side; });
  return {"no_open_exit", number::of(count), "==", number{}, count == 0};
}

} // namespace troupe::trading
