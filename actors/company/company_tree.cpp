// The supervision tree (see company.hpp for its picture).
#include "actors/company/company.hpp"

#include "actors/analytics/analytics_role.hpp"
#include "actors/company/link_role.hpp"
#include "actors/edge/edge_role.hpp"
#include "actors/executor/executor_role.hpp"
#include "actors/feed/feed_role.hpp"
#include "actors/journal/journal_role.hpp"
#include "actors/notifier/notifier_role.hpp"
#include "actors/portfolio/portfolio_role.hpp"
#include "actors/protocol/wire.hpp"
#include "actors/risk/risk_role.hpp"
#include "actors/signal/signal_role.hpp"
#include "config/cluster.hpp"
#include "runtime/pinned.hpp"

#include <caf/actor_cast.hpp>
#include <caf/send.hpp>

#include <utility>

namespace troupe::actors {

namespace cluster = runtime::cluster;
using runtime::child_spec;
using runtime::restart_strategy;

namespace {

constexpr std::uint32_t trading_restarts_max = 20; // in thirty seconds

std::shared_ptr<const runtime::mailbox_gauge> gauge_of(const caf::actor& handle) {
  auto* behind = caf::actor_cast<caf::abstract_actor*>(handle);
  return dynamic_cast<runtime::has_mailbox_gauge&>(*behind).gauge();
}

} // namespace

template <class Role, class... Extra>
child_spec company::play(std::string role, std::uint32_t shard, runtime::lane& where,
                         Extra... extra) {
  const runtime::role_key key{role, shard};
  auto start = [this, key, &where, extra...](std::uint64_t) {
    const auto context = context_for(key, where);
    const auto handle = runtime::as_actor(runtime::spawn_on<Role>(where, context, extra...));
    backlog_.put(key, gauge_of(handle));
    const runtime::role_entry entry{handle, context.node, context.incarnation, false};
    directory_.put(key, entry);
    runtime::remove_on_exit(directory_, key, entry);
    return handle;
  };
  return {shard > 0 ? role + "-" + std::to_string(shard) : role, std::move(start)};
}

child_spec company::supervise(std::string name, std::string parent, restart_strategy strategy,
                              std::function<std::vector<child_spec>()> children) {
  auto start = [this, name, parent, strategy, children](std::uint64_t) {
    runtime::supervisor_options options;
    options.name = name;
    options.parent = parent;
    options.strategy = strategy;
    options.max_restarts = trading_restarts_max;
    options.seed = static_cast<std::uint64_t>(plan_.settings.runtime.seed);
    options.view = view_;
    const auto handle = runtime::as_actor(
        runtime::spawn_on<runtime::supervisor>(lane("guardian"), options, children()));
    if (name == "trading") {
      const std::lock_guard lock(trading_mutex_);
      trading_ = handle;
    }
    return handle;
  };
  return {std::move(name), std::move(start)};
}

// The lanes are made once, before anyone can look at them.
void company::start_tree() {
  lane("guardian");
  for (std::uint32_t shard = 0; shard < plan_.settings.runtime.lanes; ++shard)
    trading_lane(shard);
  for (const auto* each : {"journal", "books", "edge"})
    lane(each);
  runtime::supervisor_options options;
  options.name = "company";
  options.strategy = restart_strategy::one_for_one;
  options.seed = static_cast<std::uint64_t>(plan_.settings.runtime.seed);
  options.view = view_;
  options.on_event = [this](const runtime::supervision_event& event) {
    if (event.kind == runtime::supervision_event_kind::gave_up)
      end(false);
  };
  root_ = runtime::as_actor(
      runtime::spawn_on<runtime::supervisor>(lane("guardian"), options, company_children()));
}

std::vector<child_spec> company::company_children() {
  std::vector<child_spec> children;
  const auto& nodes = plan_.settings.cluster.nodes;
  for (const auto& [peer, node] : nodes) {
    if (!listener_ || peer == plan_.place.node)
      continue;
    const auto address = config::parse_address(node.address);
    link_role::plan wanted;
    wanted.options.cluster = plan_.settings.cluster.name;
    wanted.options.node = plan_.place.node;
    wanted.options.peer = peer;
    wanted.options.host = address->host;
    wanted.options.port = address->port;
    wanted.options.protocol_version = protocol_version;
    wanted.options.maximum_delay_ms = 1'000;
    wanted.lane = &trading_lane(0);
    wanted.directory = &directory_;
    wanted.metrics = &metrics_;
    wanted.listener = peer < plan_.place.node ? listener_.get() : nullptr;
    wanted.own_roles = [this] {
      std::vector<cluster::announcement> roles;
      for (const auto& [key, entry] : directory_.entries())
        if (entry.node == plan_.place.node)
          roles.push_back({key.role, key.shard, entry.incarnation, entry.ready});
      return roles;
    };
    children.push_back({"link-" + peer, [this, wanted](std::uint64_t) {
                          const auto handle = runtime::as_actor(
                              runtime::spawn_on<link_role>(*wanted.lane, wanted));
                          const std::lock_guard lock(links_mutex_);
                          links_.push_back(handle);
                          return handle;
                        }});
  }
  children.push_back(supervise("spine", "company", restart_strategy::rest_for_one,
                               [this] { return spine_children(); }));
  children.push_back(supervise("readers", "company", restart_strategy::one_for_one,
                               [this] { return reader_children(); }));
  return children;
}

std::vector<child_spec> company::spine_children() {
  const auto& settings = plan_.settings;
  std::vector<child_spec> children;
  if (plan_.place.has("journal"))
    children.push_back(play<journal_role>(
        "journal", 0, lane("journal"),
        journal_role::place{settings.home + "/journal/" + settings.trading.account_id, lease_,
                            epoch_}));
  if (plan_.place.has("portfolio"))
    children.push_back(play<portfolio_role>("portfolio", 0, lane("books")));
  children.push_back(supervise("trading", "spine", restart_strategy::one_for_all,
                               [this] { return trading_children(); }));
  return children;
}

std::vector<child_spec> company::trading_children() {
  std::vector<child_spec> children;
  if (plan_.place.has("executor"))
    children.push_back(play<executor_role>("executor", 0, trading_lane(0), epoch_));
  if (plan_.place.has("risk"))
    children.push_back(
        play<risk_role>("risk", 0, trading_lane(0), plan_.settings.risk));
  const auto shards = static_cast<std::uint32_t>(plan_.settings.runtime.lanes);
  for (std::uint32_t shard = 0; plan_.place.has("signal") && shard < shards; ++shard) {
    signal_role::plan wanted{{}, strategies_};
    for (const auto& each : plan_.symbols)
      if (each.hash() % shards == shard)
        wanted.symbols.push_back(each);
    children.push_back(play<signal_role>("signal", shard, trading_lane(shard), wanted));
  }
  if (plan_.place.has("feed"))
    children.push_back(play<feed_role>("feed", 0, trading_lane(0), plan_.symbols));
  return children;
}

edge_services company::services_for_edge() {
  edge_services services;
  services.supervision = view_.get();
  services.mailboxes = [this] {
    std::vector<runtime::mailbox_reading> readings;
    for (const auto& [name, each] : lanes_)
      for (auto& reading : each->mailboxes().snapshot())
        readings.push_back(std::move(reading));
    return readings;
  };
  services.started_utc_ns = started_utc_ns_;
  services.version = plan_.version;
  services.symbols = plan_.symbols;
  services.master_key = plan_.master_key;
  services.revoked = revoked_;
  services.facts = facts_;
  if (plan_.test_hooks)
    services.kill_role = [this](const std::string& role, std::uint32_t shard) {
      const auto entry = directory_.find({role, shard});
      if (entry)
        caf::anon_send_exit(entry->handle, caf::exit_reason::kill);
      return entry.has_value();
    };
  return services;
}

std::vector<child_spec> company::reader_children() {
  std::vector<child_spec> children;
  if (plan_.place.has("notifier"))
    children.push_back(play<notifier_role>("notifier", 0, lane("books")));
  if (plan_.place.has("journal"))
    children.push_back(play<analytics_role>("analytics", 0, lane("analytics")));
  if (plan_.place.has("edge"))
    children.push_back(play<edge_role>("edge", 0, lane("edge"), services_for_edge()));
  return children;
}

} // namespace troupe::actors
