// Looks around: who plays which role, how the roles are supervised, how full their mailboxes are.
#pragma once

#include "actors/edge/edge_services.hpp"
#include "actors/edge/system_state.hpp"
#include "actors/role/role_context.hpp"

namespace troupe::actors {

system_state survey_system(const role_context& context, const edge_services& services);

} // namespace troupe::actors
