#include "actors/company/company.hpp"

#include "actors/company/link_role.hpp"
#include "actors/protocol/type_ids.hpp"
#include "actors/protocol/wire.hpp"
#include "config/cluster.hpp"
#include "config/strategy_choices.hpp"
#include "persistence/facts/process_fact_store.hpp"
#include "persistence/redis/redis_fact_store.hpp"
#include "runtime/log.hpp"
#include "runtime/pinned.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <caf/actor_ostream.hpp>
#include <caf/scoped_actor.hpp>
#include <caf/send.hpp>

#include <chrono>
#include <utility>

namespace troupe::actors {

namespace cluster = runtime::cluster;

namespace {

constexpr std::chrono::milliseconds wind_down_deadline{2000};

} // namespace

company::company(company_plan plan)
    : plan_(std::move(plan)), venue_(config::resolve(plan_.settings)),
      view_(std::make_shared<runtime::supervision_view>()) {}

company::~company() { stop(); }

result<std::unique_ptr<company>> company::start(company_plan plan) {
  std::unique_ptr<company> made(new company(std::move(plan)));
  if (auto opened = made->open(); !opened)
    return opened.failure();
  return made;
}

result<void> company::open() {
  if (auto is_free = check_edge_port(); !is_free)
    return is_free;
  if (auto chosen = choose_strategies(); !chosen)
    return chosen;
  if (auto chosen = choose_fact_store(); !chosen)
    return chosen;
  if (auto taken = take_lease(); !taken)
    return taken;
  if (plan_.market) {
    plan_.venue.on_end = [this] { end(true); };
    auto hosted = venue_host::start(plan_.venue, std::move(plan_.market));
    if (!hosted)
      return hosted.failure();
    venue_host_ = std::move(hosted).value();
    plan_.settings.venue.port = venue_host_->port(); // where 0 stood for a free one
    venue_ = config::resolve(plan_.settings);
  }
  configuration_.add_message_types<caf::id_block::troupe_runtime>();
  configuration_.add_message_types<caf::id_block::troupe>();
  configuration_.set("scheduler.policy", caf::atom("sharing"));
  configuration_.set("scheduler.max-threads", std::size_t{1});
  system_.emplace(configuration_);
  if (auto linked = open_links(); !linked)
    return linked;
  if (auto served = open_status_ports(); !served)
    return served;
  directory_.watch([this](const runtime::directory::change& change) { on_change(change); });
  start_tree();
  return {};
}

// The edge would try for ever; a port that is taken at the start is the user's to settle.
result<void> company::check_edge_port() const {
  const auto& edge = plan_.settings.edge;
  if (!plan_.place.has("edge") || edge.port == 0)
    return {};
  using boost::asio::ip::tcp;
  boost::asio::io_context io;
  boost::system::error_code failed;
  const auto address = boost::asio::ip::make_address(edge.address, failed);
  if (failed)
    return error{"invalid_address", "edge.address: " + edge.address + " is not an IP address"};
  const tcp::endpoint wanted(address, static_cast<std::uint16_t>(edge.port));
  tcp::acceptor probe(io);
  probe.open(wanted.protocol(), failed);
  probe.set_option(tcp::acceptor::reuse_address(true), failed);
  probe.bind(wanted, failed);
  if (!failed)
    probe.listen(1, failed);
  if (!failed)
    return {};
  return error{"port_taken", "edge.port: cannot listen on " + edge.address + ":" +
                                 std::to_string(edge.port) + " (" + failed.message() +
                                 "); stop what uses it, or set edge.port or API_PORT"};
}

result<void> company::choose_strategies() {
  auto chosen = config::strategy_choices(plan_.settings);
  if (!chosen)
    return chosen.failure();
  strategies_ = std::move(chosen).value();
  auto lists = trading::parse_watchlists(plan_.settings.trading.watchlists);
  if (!lists)
    return lists.failure();
  if (auto made = trading::signal_book::make(plan_.symbols, strategies_, *lists); !made)
    return made.failure();
  return {};
}

// Who names the same Redis and the same account shares what is in it.
result<void> company::choose_fact_store() {
  const auto steady_ns = [this] { return clock_.steady_ns(); };
  const auto& settings = plan_.settings;
  if (settings.redis_url.empty()) {
    facts_ = std::make_shared<persistence::facts::process_fact_store>(steady_ns);
    return {};
  }
  auto where = persistence::redis::redis_address::parse(settings.redis_url);
  if (!where)
    return where.failure();
  facts_ = std::make_shared<persistence::redis::redis_fact_store>(
      std::move(*where), "troupe:" + settings.trading.account_id,
      plan_.place.node + "-" + std::to_string(started_utc_ns_), steady_ns);
  return {};
}

result<void> company::take_lease() {
  if (!plan_.place.has("journal"))
    return {};
  runtime::lease_file_options options;
  options.directory = plan_.settings.home + "/lease";
  options.scope = plan_.settings.trading.account_id;
  options.time_to_live_ms = plan_.settings.lease.ttl_ms;
  lease_ = runtime::make_lease_file(options, clock_);
  const auto granted = lease_->acquire(plan_.place.node);
  if (!granted)
    return granted.failure();
  epoch_ = granted->epoch;
  return {};
}

result<void> company::open_links() {
  const auto& nodes = plan_.settings.cluster.nodes;
  const auto own = nodes.find(plan_.place.node);
  if (own == nodes.end() || nodes.size() < 2)
    return {};
  const auto address = config::parse_address(own->second.address);
  if (!address)
    return address.failure();
  auto opened = cluster::link_listener::open(trading_lane(0), address->host, address->port);
  if (!opened)
    return opened.failure();
  listener_ = std::move(opened).value();
  return {};
}

// Several nodes may share a machine, so only a cluster's nodes take the roles' ports.
result<void> company::open_status_ports() {
  if (plan_.settings.cluster.nodes.empty())
    return {};
  auto opened = status_ports::open(lane("books"), plan_.settings.edge.address, plan_.place,
                                   directory_, readiness_, metrics_);
  if (!opened)
    return opened.failure();
  status_ports_ = std::move(opened).value();
  metrics_.make_source(runtime::metric_kind::counter, "troupe_evidence_beyond_pool_total",
                       "Lists of a decision that the pool had no block for.", [] {
                         const auto count = trading::gate_list::beyond_pool() +
                                            trading::input_list::beyond_pool();
                         return std::vector<runtime::metric_sample>{
                             {{}, static_cast<std::int64_t>(count)}};
                       });
  return {};
}

runtime::lane& company::lane(const std::string& name) {
  auto& found = lanes_[name];
  if (!found) {
    found = std::make_unique<runtime::lane>(*system_, name);
    outboxes_[name] = std::make_unique<journal_outbox>(*found, directory_, metrics_);
    metrics_.watch_mailboxes(name, found->mailboxes());
  }
  return *found;
}

runtime::lane& company::trading_lane(std::uint32_t shard) {
  return lane("trading-" + std::to_string(shard));
}

role_context company::context_for(const runtime::role_key& key, runtime::lane& where) {
  role_context context;
  context.settings = &plan_.settings;
  context.venue = &venue_;
  context.directory = &directory_;
  context.metrics = &metrics_;
  context.clock = &clock_;
  context.readiness = &readiness_;
  context.lane = &where;
  context.outbox = outboxes_.at(where.name()).get();
  context.key = key;
  context.incarnation = ++incarnations_;
  context.node = plan_.place.node;
  context.seed = runtime::generator::mix(
      static_cast<std::uint64_t>(plan_.settings.runtime.seed) + key.shard +
      std::hash<std::string>{}(key.role));
  context.backlog = [this](const runtime::role_key& role) { return backlog_.depth(role); };
  context.on_market_end = [this] { end(true); };
  context.on_wound_down = [this] {
    const std::lock_guard lock(wound_down_mutex_);
    wound_down_ = true;
    wound_down_changed_.notify_all();
  };
  return context;
}

// -- what is known of each other --------------------------------------------------------------

void company::announce() {
  const std::lock_guard lock(links_mutex_);
  for (const auto& each : links_)
    caf::anon_send(each, caf::update_atom_v);
}

// A role of another node that goes away, or stops being ready, takes with it what was under way to
// it: the way of an order starts again here too, unless it is doing so already.
void company::on_change(const runtime::directory::change& change) {
  if (stopping_)
    return;
  using kind = runtime::directory::change_kind;
  if (change.entry.node == plan_.place.node)
    return announce();
  const bool gone = change.kind == kind::removed ||
                    (change.kind == kind::ready_changed && !change.entry.ready);
  const bool on_the_way = change.key.role != "edge" && change.key.role != "notifier" &&
                          change.key.role != "analytics";
  if (!gone || !on_the_way)
    return;
  std::uint64_t newest = 0;
  for (const auto& [key, entry] : directory_.entries())
    if (entry.node == plan_.place.node && entry.ready &&
        (key.role == "executor" || key.role == "risk" || key.role == "signal" ||
         key.role == "feed"))
      newest = std::max(newest, entry.incarnation);
  if (newest <= restarted_at_.exchange(std::max(newest, restarted_at_.load())))
    return;
  const std::lock_guard lock(trading_mutex_);
  if (trading_)
    caf::anon_send(trading_, runtime::restart_group{change.key.role + " of node " +
                                                    change.entry.node + " went away"});
}

void company::end(bool as_planned) {
  if (!ended_.exchange(true) && plan_.on_end)
    plan_.on_end(as_planned);
}

// -- the end ----------------------------------------------------------------------------------

void company::wind_down_orders() {
  const auto executor = directory_.find({"executor", 0});
  if (!executor || !executor->ready || executor->node != plan_.place.node)
    return;
  caf::anon_send(executor->handle, wind_down{});
  std::unique_lock lock(wound_down_mutex_);
  if (!wound_down_changed_.wait_for(lock, wind_down_deadline, [this] { return wound_down_; }))
    runtime::log::write(runtime::log::level::warning, "orders_not_wound_down");
}

void company::stop() {
  if (stopping_.exchange(true) || !system_)
    return;
  ended_ = true;
  wind_down_orders();
  if (root_) {
    caf::scoped_actor waiting{*system_};
    waiting->monitor(root_);
    caf::anon_send_exit(root_, caf::exit_reason::user_shutdown);
    waiting->receive([](const caf::down_msg&) {});
  }
  root_ = nullptr;
  {
    const std::lock_guard lock(trading_mutex_);
    trading_ = nullptr;
  }
  {
    const std::lock_guard lock(links_mutex_);
    links_.clear();
  }
  directory_.clear();
  for (auto& [name, each] : lanes_)
    each->stop();
  status_ports_.reset();
  listener_.reset();
  outboxes_.clear();
  lanes_.clear();
  if (venue_host_)
    venue_host_->stop();
  if (lease_)
    lease_->release();
  system_.reset();
}

} // namespace troupe::actors
