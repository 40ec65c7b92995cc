#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/rest/routes.hpp"

#include <charconv>

namespace troupe::actors {

namespace {

net::http::response kill_role(const route_sources& from, const call& asked) {
  std::uint32_t shard = 0;
  if (const auto text = asked.parameter("shard"); !text.empty()) {
    const auto* const last = text.data() + text.size();
    const auto [end, failed] = std::from_chars(text.data(), last, shard);
    if (failed != std::errc{} || end != last)
      return error_reply({"invalid_parameter", "shard must be a number"});
  }
  const auto& role = asked.path.at("role");
  if (!from.services->kill_role(role, shard))
    return error_reply({"not_found", "nobody plays " + role + " here"});
  json_writer json;
  json.object().key("killed").text(role).key("shard").integer(shard).end_object();
  return json_reply(json.take(), 202);
}

} // namespace

void add_test_routes(route_table& table, const route_sources& from) {
  table.add("POST", "/api/test/kill/{role}", user_role::admin,
            [from](const call& asked, respond answer) { answer(kill_role(from, asked)); });
}

} // namespace troupe::actors
