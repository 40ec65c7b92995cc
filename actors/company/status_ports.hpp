// What a node of a cluster shows of itself: /health, /ready and /metrics on the port of each role
// that it plays.
//
//   portfolio 9001, executor 9002, signal 9003, risk 9004, feed 9005, notifier 9008
//
// The edge has its own port, and so has the venue; the journal is seen through its executor.
#pragma once

#include "actors/company/placement.hpp"
#include "actors/role/readiness_board.hpp"
#include "net/http/server.hpp"
#include "runtime/directory.hpp"
#include "runtime/lane.hpp"
#include "runtime/metrics.hpp"

#include <memory>
#include <string>
#include <vector>

namespace troupe::actors {

class status_ports {
public:
  // Everything given outlives the ports. Error: `port_taken`, `listen_failed`.
  static result<std::unique_ptr<status_ports>>
  open(runtime::lane& where, const std::string& address, const placement& place,
       const runtime::directory& directory, const readiness_board& notes,
       const runtime::metrics& metrics);

private:
  struct source {
    std::string node;
    const runtime::directory* directory;
    const readiness_board* notes;
    const runtime::metrics* metrics;
  };

  static net::http::response answer(const source& from, const net::http::request& asked);
  static net::http::response readiness(const source& from);

  std::vector<std::unique_ptr<net::http::server>> servers_;
};

} // namespace troupe::actors
