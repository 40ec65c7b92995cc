#include "actors/edge/json/status_json.hpp"
#include "actors/edge/rest/routes.hpp"

namespace troupe::actors {

namespace {

net::http::response show_health(const route_sources& from) {
  const auto uptime_ns = from.clock->utc_ns() - from.services->started_utc_ns;
  json_writer json;
  json.object().key("status").text("ok");
  json.key("uptime_s").integer(uptime_ns / trading::second_ns).end_object();
  return json_reply(json.take());
}

net::http::response show_readiness(const route_sources& from) {
  const auto state = from.system();
  json_writer json;
  json.object().key("ready").flag(state.ready()).key("roles");
  write_roles(json, state);
  json.key("dependencies");
  write_dependencies(json, state);
  json.key("quarantine");
  write_quarantine(json, from.known->quarantined());
  json.end_object();
  return json_reply(json.take(), state.ready() ? 200 : 503);
}

net::http::response show_metrics(const route_sources& from) {
  return {200, {{"Content-Type", "text/plain; version=0.0.4; charset=utf-8"}}, from.metrics()};
}

} // namespace

void add_health_routes(route_table& table, const route_sources& from) {
  table.add("GET", "/health", user_role::nobody,
            [from](const call&, respond answer) { answer(show_health(from)); });
  table.add("GET", "/ready", user_role::nobody,
            [from](const call&, respond answer) { answer(show_readiness(from)); });
  table.add("GET", "/metrics", user_role::nobody,
            [from](const call&, respond answer) { answer(show_metrics(from)); });
}

} // namespace troupe::actors
