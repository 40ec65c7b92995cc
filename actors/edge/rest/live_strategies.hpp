// The strategies as they run now: configured, and changed by operators.
#pragma once

#include "actors/edge/rest/routes.hpp"
#include "trading/strategies/strategy_roster.hpp"

namespace troupe::actors {

trading::strategy_roster roster_now(const route_sources& from);

} // namespace troupe::actors
