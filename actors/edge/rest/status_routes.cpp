#include "actors/edge/json/status_json.hpp"
#include "actors/edge/rest/routes.hpp"

namespace troupe::actors {

namespace {

void write_names(json_writer& json, std::string_view key, const std::vector<std::string>& names) {
  json.key(key).array();
  for (const auto& each : names)
    json.text(each);
  json.end_array();
}

net::http::response show_status(const route_sources& from) {
  const auto& settings = *from.settings;
  const auto now_ns = from.clock->utc_ns();
  const auto started_ns = from.services->started_utc_ns;
  json_writer json;
  json.object();
  write_status_members(json, *from.known, from.system(), *from.venue);
  json.key("account").text(settings.trading.account_id);
  json.key("broker_account").text(from.known->session().broker_account);
  json.key("venue").object().key("kind").text(config::to_text(from.venue->kind));
  json.key("url").text(from.venue->base_url).end_object();
  json.key("symbols").array();
  for (const auto& each : from.services->symbols)
    json.text(each.text());
  json.end_array();
  write_names(json, "strategies", settings.trading.strategies);
  json.key("market_time").time_or_null(from.known->market_ns());
  json.key("time").time(now_ns).key("started_at").time(started_ns);
  json.key("uptime_s").integer((now_ns - started_ns) / trading::second_ns);
  json.key("version").text(from.services->version).end_object();
  return json_reply(json.take());
}

net::http::response show_topology(const route_sources& from) {
  json_writer json;
  write_topology(json, from.system());
  return json_reply(json.take());
}

} // namespace

void add_status_routes(route_table& table, const route_sources& from) {
  table.add("GET", "/api/status", user_role::viewer,
            [from](const call&, respond answer) { answer(show_status(from)); });
  table.add("GET", "/api/topology", user_role::viewer,
            [from](const call&, respond answer) { answer(show_topology(from)); });
}

} // namespace troupe::actors
