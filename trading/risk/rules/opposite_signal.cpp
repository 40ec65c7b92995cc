#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate opposite_signal(const proposal& asked, const risk_situation& now) {
  const auto window_ms = now.limits.opposite_window_ms;
  if (window_ms == 0 || asked.strategy == manual_strategy)
    return {};
  const auto& last = now.strategies.last_passed(asked.symbol);
  const bool meets = last.market_ns >= 0 && last.strategy != asked.strategy &&
                     last.side != asked.side &&
                     asked.wished_ns - last.market_ns < window_ms * millisecond_ns;
  return {"opposite_signal", number::of(meets ? 1 : 0), "==", number{}, !meets};
}

} // namespace troupe::trading
