// The settings as operators have changed them: limits of risk; all else is as it was at the start.
#pragma once

#include "actors/edge/rest/routes.hpp"

namespace troupe::actors {

config::settings settings_now(const route_sources& from);

} // namespace troupe::actors
