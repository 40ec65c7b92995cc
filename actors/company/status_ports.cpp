#include "actors/company/status_ports.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <utility>

namespace troupe::actors {

namespace http = net::http;

namespace {

struct role_port {
  const char* role;
  std::uint16_t port;
};
constexpr std::array<role_port, 6> ports{{{"portfolio", 9001},
                                          {"executor", 9002},
                                          {"signal", 9003},
                                          {"risk", 9004},
                                          {"feed", 9005},
                                          {"notifier", 9008}}};

http::response json_response(int status, const nlohmann::json& body) {
  return {status, {{"Content-Type", "application/json"}}, body.dump()};
}

} // namespace

result<std::unique_ptr<status_ports>>
status_ports::open(runtime::lane& where, const std::string& address, const placement& place,
                   const runtime::directory& directory, const readiness_board& notes,
                   const runtime::metrics& metrics) {
  auto made = std::make_unique<status_ports>();
  const source from{place.node, &directory, &notes, &metrics};
  for (const auto& each : ports) {
    if (!place.has(each.role))
      continue;
    http::server_options options;
    options.address = address;
    options.port = each.port;
    auto started = http::server::start(
        where.io(), options,
        [from](const http::request& asked, const http::respond& respond) {
          respond(answer(from, asked));
        },
        {});
    if (!started)
      return started.failure();
    made->servers_.push_back(std::move(started).value());
  }
  return made;
}

http::response status_ports::answer(const source& from, const http::request& asked) {
  if (asked.target == "/health")
    return json_response(200, {{"status", "ok"}, {"node", from.node}});
  if (asked.target == "/ready")
    return readiness(from);
  if (asked.target == "/metrics")
    return {200, {{"Content-Type", "text/plain; version=0.0.4"}}, from.metrics->expose()};
  return json_response(404, {{"error",
                              {{"code", "not_found"},
                               {"message", "this port serves /health, /ready and /metrics"},
                               {"details", nlohmann::json::object()}}}});
}

http::response status_ports::readiness(const source& from) {
  const auto notes = from.notes->snapshot();
  auto roles = nlohmann::json::array();
  bool all = true;
  for (const auto& [key, entry] : from.directory->entries()) {
    if (entry.node != from.node)
      continue;
    all = all && entry.ready;
    const auto note = notes.find(key);
    roles.push_back({{"role", key.role},
                     {"shard", key.shard},
                     {"ready", entry.ready},
                     {"note", note == notes.end() ? "" : note->second}});
  }
  return json_response(all ? 200 : 503, {{"ready", all}, {"node", from.node}, {"roles", roles}});
}

} // namespace troupe::actors
