// The state of the system in JSON: which roles are ready, and the supervision tree.
#pragma once

#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/read_model/read_model.hpp"
#include "actors/edge/system_state.hpp"
#include "config/settings.hpp"
#include "config/venue_access.hpp"

namespace troupe::actors {

// [{"role","shard","ready","present","node","incarnation","note"},…]
void write_roles(json_writer& json, const system_state& state);
// [{"name","up","needed","note"},…]
void write_dependencies(json_writer& json, const system_state& state);
void write_topology(json_writer& json, const system_state& state);

// [{"symbol","reason"},…]: symbols that take no entries until an operator releases them.
void write_quarantine(json_writer& json, const trading::quarantine& quarantined);

// The members of the status that streams tell when it changes.
void write_status_members(json_writer& json, const read_model& known, const system_state& state,
                          const config::venue_access& venue);

} // namespace troupe::actors
