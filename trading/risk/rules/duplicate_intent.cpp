#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate duplicate_intent(const proposal& asked, const risk_situation& now) {
  std::int64_t count = 0;
  if (asked.strategy != manual_strategy)
    now.at_stake.each_under_way(asked.symbol, [&](const commitment& each) {
      count += each.strategy == asked.strategy.text() ? 1 : 0;
    });
  return {"duplicate_intent", number::of(count), "==", number{}, count == 0};
}

} // namespace troupe::trading
