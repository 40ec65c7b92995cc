// Who listens: the open WebSocket streams of every edge that shares the store of facts, as each has
// told it within the last seconds.
#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/rest/routes.hpp"

#include <nlohmann/json.hpp>

namespace troupe::actors {

namespace {

net::http::response list_streams(const std::vector<persistence::facts::fact>& told) {
  auto items = nlohmann::json::array();
  for (const auto& edge : told) {
    const auto streams = nlohmann::json::parse(edge.value, nullptr, false);
    if (!streams.is_array())
      continue;
    for (const auto& each : streams) {
      auto item = each;
      item["edge"] = edge.name;
      items.push_back(std::move(item));
    }
  }
  return json_reply(nlohmann::json{{"items", items}, {"next_page_token", nullptr}}.dump());
}

} // namespace

void add_stream_routes(route_table& table, const route_sources& from) {
  table.add("GET", "/api/streams", user_role::admin, [from](const call&, respond answer) {
    from.facts->ask_streams(
        [answer = std::move(answer)](const result<std::vector<persistence::facts::fact>>& told) {
          answer(told ? list_streams(*told) : error_reply(told.failure()));
        });
  });
}

} // namespace troupe::actors
