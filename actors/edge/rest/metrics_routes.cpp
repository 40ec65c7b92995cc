// The process's measurements as JSON: the same as /metrics gives to Prometheus, with percentiles of
// what is measured in buckets.
#include "actors/edge/json/metrics_json.hpp"
#include "actors/edge/rest/routes.hpp"

namespace troupe::actors {

void add_metrics_routes(route_table& table, const route_sources& from) {
  table.add("GET", "/api/metrics", user_role::viewer, [from](const call& asked, respond answer) {
    answer(json_reply(metrics_json(from.metrics(), asked.parameter("prefix"))));
  });
}

} // namespace troupe::actors
