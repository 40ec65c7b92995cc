#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate duplicate_intent(const proposal& asked, const risk_situation& now) {
  std::int64_t count = 0;
  if (asked.strategy != manual_strategy) {
    now.each_under_way(asked.symbol, [&](const commitment& each) {
      count += each.strategy == asked.strategy.text() ? 1 : 0;
    });
    const auto& last = now.memory.intended(asked.side);
    const auto window_ns = now.limits.duplicate_window_ms * millisecond_ns;
    if (count == 0 && last.strategy == asked.strategy && now.now - last.market_ns < window_ns)
      count = 1;
  }
  return {"duplicate_intent", number::of(count), "==", number{}, count == 0};
}

} // namespace troupe::trading
