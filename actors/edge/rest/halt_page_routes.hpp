// A form that halts trading, for browsers without scripts. It asks for a password each time, so no
// other server's page can send it.
#pragma once

#include "actors/edge/rest/routes.hpp"

namespace troupe::actors {

void add_halt_page_routes(route_table& table, const route_sources& from);

} // namespace troupe::actors
