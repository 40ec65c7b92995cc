// The whole troupe in this process: lanes, directory, supervision tree, links, built-in venue.
//
//   company (one_for_one)
//   +- link to each peer
//   +- spine (rest_for_one)
//   |  +- journal
//   |  +- portfolio
//   |  +- trading (one_for_all): executor, risk, signal 0..n, feed
//   +- readers (one_for_one): notifier, analytics, edge
//
// A node of a cluster has the same tree with only its roles in it. Where the way of an order
// crosses nodes, it restarts as one all the same: when a role of it goes away on another node,
// `trading` restarts here, and waits until everyone it needs is ready again.
//
// Lanes: "trading-0" holds feed, risk, executor, the first signal shard and the links, each further
// signal shard has "trading-<n>", the journal "journal", portfolio and notifier "books",
// analytics "analytics", the edge "edge", the supervisors "guardian".
#pragma once

#include "actors/company/backlog_table.hpp"
#include "actors/company/placement.hpp"
#include "actors/company/status_ports.hpp"
#include "actors/company/venue_host.hpp"
#include "actors/edge/edge_services.hpp"
#include "actors/journal/outbox.hpp"
#include "actors/role/readiness_board.hpp"
#include "actors/role/role_context.hpp"
#include "config/venue_access.hpp"
#include "runtime/clock.hpp"
#include "runtime/cluster/link.hpp"
#include "runtime/lease.hpp"
#include "runtime/supervisor.hpp"
#include "trading/strategies/catalogue.hpp"
#include "trading/signal/signal_book.hpp"

#include <caf/actor_system.hpp>
#include <caf/actor_system_config.hpp>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace troupe::actors {

struct company_plan {
  config::settings settings;
  placement place;
  std::vector<trading::symbol> symbols; // what is traded
  // The built-in venue, where this process hosts it.
  std::unique_ptr<net::venue::market_source> market;
  net::venue::server_options venue;
  // Once, from any thread: the market's data are spent and everything is settled, or the
  // supervision tree has given up (false).
  std::function<void(bool as_planned)> on_end;
  std::string master_key;  // TROUPE_MASTER_KEY, for users' second factors
  bool test_hooks = false; // roles may be killed through the edge
  std::string version;
};

class company {
public:
  // Errors: `port_taken`, `lease_held`, `unknown_strategy`, … of what is started at once; what can
  // be retried (an unreachable venue, a peer that is not there) is, and /ready shows it.
  static result<std::unique_ptr<company>> start(company_plan plan);
  ~company(); // as stop()

  // Ends the roles in reverse order of their start, then everything else. Within five seconds:
  // what has not ended by then is ended with the process by the caller.
  // Orders are wound down first, as trading.on_stop says, where the executor is here.
  void stop();

  const runtime::supervision_view& tree() const { return *view_; }

private:
  explicit company(company_plan plan);

  result<void> open();
  result<void> check_edge_port() const;
  result<void> choose_strategies();
  result<void> take_lease();
  result<void> choose_fact_store();
  result<void> open_links();
  void start_tree();

  std::vector<runtime::child_spec> company_children();
  std::vector<runtime::child_spec> spine_children();
  std::vector<runtime::child_spec> trading_children();
  std::vector<runtime::child_spec> reader_children();
  edge_services services_for_edge();
  runtime::child_spec supervise(std::string name, std::string parent,
                                runtime::restart_strategy strategy,
                                std::function<std::vector<runtime::child_spec>()> children);
  template <class Role, class... Extra>
  runtime::child_spec play(std::string role, std::uint32_t shard, runtime::lane& where,
                           Extra... extra);
  role_context context_for(const runtime::role_key& key, runtime::lane& where);

  runtime::lane& lane(const std::string& name);
  runtime::lane& trading_lane(std::uint32_t shard);
  void announce();
  void on_change(const runtime::directory::change& change);
  void end(bool as_planned);
  void wind_down_orders();
  result<void> open_status_ports();

  company_plan plan_;
  config::venue_access venue_;
  std::vector<trading::strategy_choice> strategies_;
  std::unique_ptr<venue_host> venue_host_;
  std::shared_ptr<runtime::lease> lease_;
  std::uint64_t epoch_ = 0;

  runtime::system_clock_source clock_;
  std::int64_t started_utc_ns_ = clock_.utc_ns();
  runtime::metrics metrics_;
  runtime::directory directory_;
  readiness_board readiness_;
  backlog_table backlog_;
  std::shared_ptr<runtime::supervision_view> view_;
  caf::actor_system_config configuration_;
  std::optional<caf::actor_system> system_;
  std::map<std::string, std::unique_ptr<runtime::lane>> lanes_;
  std::map<std::string, std::unique_ptr<journal_outbox>> outboxes_; // by lane
  std::unique_ptr<runtime::cluster::link_listener> listener_;
  std::vector<caf::actor> links_;
  std::mutex links_mutex_;
  caf::actor root_;
  caf::actor trading_; // the supervisor of the way of an order
  std::mutex trading_mutex_;
  std::unique_ptr<status_ports> status_ports_;
  std::mutex wound_down_mutex_;
  std::condition_variable wound_down_changed_;
  bool wound_down_ = false;
  std::atomic<std::uint64_t> restarted_at_ = 0; // incarnation count of the last group restart
  std::atomic<std::uint64_t> incarnations_ = 0;
  // Logged-out sessions stay logged out when the edge is restarted.
  std::shared_ptr<revocation_list> revoked_ = edge_services{}.revoked;
  std::shared_ptr<persistence::facts::fact_store> facts_;
  std::atomic<bool> ended_ = false;
  std::atomic<bool> stopping_ = false;
};

} // namespace troupe::actors
