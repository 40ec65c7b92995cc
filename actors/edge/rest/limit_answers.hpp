// A change of limits, which more than one path takes.
#pragma once

#include "actors/edge/rest/routes.hpp"

#include <string_view>

namespace troupe::actors {

// As PATCH /api/risk/limits takes it: the answer is the limits as they are then, or why not.
void change_limits(const route_sources& from, const call& asked, std::string_view limits,
                   respond answer);

} // namespace troupe::actors
