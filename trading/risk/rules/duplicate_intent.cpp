#include "trading/risk/rules.hpp"

#include <algorithm>

namespace troupe::trading {

gate duplicate_intent(const proposal& asked, const risk_situation& now) {
  const auto under_way = now.at_stake.under_way(asked.symbol);
  const auto count =
      asked.strategy == manual_strategy
          ? 0
          : std::count_if(under_way.begin(), under_way.end(),
                          [&](const commitment& each) { return each.strategy == asked.strategy; });
  return {"duplicate_intent", number::of(count), "==", number{}, count == 0};
}

} // namespace troupe::trading
