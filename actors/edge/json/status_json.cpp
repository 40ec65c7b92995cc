#include "actors/edge/json/status_json.hpp"

#include "actors/edge/json/printable.hpp"

namespace troupe::actors {

namespace {

// What every surface says of the money at stake.
std::string_view mode_of(const config::venue_access& venue) {
  switch (venue.kind) {
  case config::venue_kind::builtin:
  case config::venue_kind::simulated:
    return "SIMULATED";
  case config::venue_kind::paper:
    return "PAPER";
  case config::venue_kind::live:
    return "LIVE";
  }
  return "UNKNOWN";
}

void write_child(json_writer& json, const runtime::child_status& child) {
  json.object().key("id").text(child.id).key("state").text(runtime::to_text(child.state));
  json.key("incarnation").raw(std::to_string(child.incarnation));
  json.key("restarts").raw(std::to_string(child.restarts));
  json.key("last_reason").text(child.last_reason).end_object();
}

} // namespace

void write_roles(json_writer& json, const system_state& state) {
  json.array();
  for (const auto& each : state.roles) {
    json.object().key("role").text(each.role).key("shard").integer(each.shard);
    json.key("ready").flag(each.ready).key("present").flag(each.present);
    json.key("node").text(each.node);
    json.key("incarnation").raw(std::to_string(each.incarnation));
    json.key("note").text(each.note).end_object();
  }
  json.end_array();
}

void write_dependencies(json_writer& json, const system_state& state) {
  json.array();
  for (const auto& each : state.dependencies) {
    json.object().key("name").text(each.name).key("up").flag(each.up);
    json.key("needed").flag(each.needed).key("note").text(printable(each.note)).end_object();
  }
  json.end_array();
}

void write_topology(json_writer& json, const system_state& state) {
  json.object().key("supervisors").array();
  for (const auto& each : state.supervisors) {
    json.object().key("name").text(each.name).key("parent");
    each.parent.empty() ? json.null() : json.text(each.parent);
    json.key("strategy").text(runtime::to_text(each.strategy)).key("children").array();
    for (const auto& child : each.children)
      write_child(json, child);
    json.end_array().end_object();
  }
  json.end_array().key("roles");
  write_roles(json, state);
  json.key("mailboxes").array();
  for (const auto& each : state.mailboxes) {
    json.object().key("actor").text(each.actor).key("lane").text(each.lane);
    json.key("depth").integer(each.depth);
    json.key("received").raw(std::to_string(each.received)).end_object();
  }
  json.end_array().end_object();
}

void write_quarantine(json_writer& json, const trading::quarantine& quarantined) {
  json.array();
  for (const auto& [name, reason] : quarantined.reasons())
    json.object().key("symbol").text(name.text()).key("reason").text(reason).end_object();
  json.end_array();
}

void write_status_members(json_writer& json, const read_model& known, const system_state& state,
                          const config::venue_access& venue) {
  json.key("ready").flag(state.ready()).key("mode").text(mode_of(venue));
  json.key("simulated").flag(venue.simulated());
  json.key("trading_enabled").flag(known.trading_switch().enabled());
  json.key("halted").flag(known.trading_switch().halted());
  json.key("not_ready").array();
  for (const auto& each : state.roles)
    if (!each.ready)
      json.text(each.role + (each.shard > 0 ? "/" + std::to_string(each.shard) : ""));
  json.end_array().key("quarantine");
  write_quarantine(json, known.quarantined());
}

} // namespace troupe::actors
