#include "actors/edge/rest/live_limits.hpp"

#include "trading/risk/limit_table.hpp"

namespace troupe::actors {

config::settings settings_now(const route_sources& from) {
  auto now = *from.settings;
  const trading::risk_limits& configured = now.risk;
  if (const auto changed = trading::with_changes(configured, from.known->limit_changes()))
    static_cast<trading::risk_limits&>(now.risk) = *changed;
  return now;
}

} // namespace troupe::actors
