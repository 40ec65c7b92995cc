#include "tests/simulation/trader.hpp"

#include "actors/executor/executor_role.hpp"
#include "actors/feed/feed_role.hpp"
#include "actors/journal/journal_role.hpp"
#include "actors/notifier/notifier_role.hpp"
#include "actors/portfolio/portfolio_role.hpp"
#include "actors/risk/risk_role.hpp"
#include "actors/signal/signal_role.hpp"
#include "config/strategy_choices.hpp"
#include "runtime/pinned.hpp"

#include <caf/scheduler/test_coordinator.hpp>
#include <caf/send.hpp>

#include <chrono>
#include <limits>
#include <stdexcept>
#include <utility>

namespace troupe::simulation {

using runtime::child_spec;
using runtime::restart_strategy;

namespace {

class operator_actor : public actors::edge_actor::base {
public:
  operator_actor(caf::actor_config& config, std::vector<actors::operator_reply>& replies)
      : actors::edge_actor::base(config), replies_(replies) {}
  const char* name() const override { return "edge"; }
  behavior_type make_behavior() override {
    return {[](const actors::market_quote&) {},
            [](const actors::market_trade&) {},
            [](const actors::fallback_quote&) {},
            [](const actors::journal_page&) {},
            [](const actors::account_update&) {},
            [](const actors::position_update&) {},
            [this](const actors::operator_reply& told) { replies_.push_back(told); },
            [](const actors::risk_report&) {},
            [](const actors::portfolio_answer&) {}};
  }

private:
  std::vector<actors::operator_reply>& replies_;
};

caf::scheduler::test_coordinator& coordinator(caf::actor_system& system) {
  return dynamic_cast<caf::scheduler::test_coordinator&>(system.scheduler());
}

const std::vector<std::string>& all_roles() {
  static const std::vector<std::string> names{"journal", "portfolio", "executor",
                                              "risk",    "signal",    "feed"};
  return names;
}

} // namespace

trader_config::trader_config() {
  set("scheduler.policy", caf::atom("testing"));
  add_message_types<caf::id_block::troupe_runtime>();
  add_message_types<caf::id_block::troupe>();
}

trader::trader(config::settings settings, std::vector<trading::symbol> symbols)
    : settings_(std::move(settings)), venue_(config::resolve(settings_)),
      symbols_(std::move(symbols)), strategies_(config::strategy_choices(settings_).value()),
      system_(configuration_) {
  runtime::lease_file_options options;
  options.directory = settings_.home + "/lease";
  options.scope = settings_.trading.account_id;
  options.time_to_live_ms = settings_.lease.ttl_ms;
  lease_ = runtime::make_lease_file(options, clock_);
  const auto granted = lease_->acquire("simulation");
  if (!granted)
    throw std::runtime_error(granted.failure().message);
  epoch_ = granted->epoch;
  for (const auto* each : {"guardian", "trading-0", "journal", "books", "edge"})
    lane(each);
  runtime::supervisor_options wanted;
  wanted.name = "company";
  wanted.seed = static_cast<std::uint64_t>(settings_.runtime.seed);
  wanted.on_event = [this](const runtime::supervision_event& event) {
    if (event.kind == runtime::supervision_event_kind::gave_up)
      gave_up_ = true;
  };
  root_ = runtime::as_actor(runtime::spawn_on<runtime::supervisor>(
      lane("guardian"), wanted,
      std::vector<child_spec>{
          supervise("spine", restart_strategy::rest_for_one, [this] { return spine(); }),
          supervise("readers", restart_strategy::one_for_one, [this] { return readers(); })}));
}

runtime::lane& trader::lane(const std::string& name) {
  for (auto& each : lanes_)
    if (each->name() == name)
      return *each;
  lanes_.push_back(std::make_unique<stepped_lane>(system_, name));
  outboxes_[name] =
      std::make_unique<actors::journal_outbox>(*lanes_.back(), directory_, metrics_);
  return *lanes_.back();
}

template <class Role, class... Extra>
child_spec trader::play(const std::string& role, const std::string& where, Extra... extra) {
  const runtime::role_key key{role, 0};
  auto start = [this, key, where, extra...](std::uint64_t) {
    actors::role_context context;
    context.settings = &settings_;
    context.venue = &venue_;
    context.directory = &directory_;
    context.metrics = &metrics_;
    context.clock = &clock_;
    context.readiness = &readiness_;
    context.lane = &lane(where);
    context.outbox = outboxes_.at(where).get();
    context.key = key;
    context.incarnation = ++incarnations_;
    context.node = "simulation";
    context.seed = static_cast<std::uint64_t>(settings_.runtime.seed) + incarnations_;
    context.backlog = [this](const runtime::role_key& whom) { return backlog_.depth(whom); };
    context.on_market_end = [this] { market_ended_ = true; };
    context.on_wound_down = [] {};
    const auto handle =
        runtime::as_actor(runtime::spawn_on<Role>(*context.lane, context, extra...));
    auto* behind = caf::actor_cast<caf::abstract_actor*>(handle);
    backlog_.put(key, dynamic_cast<runtime::has_mailbox_gauge&>(*behind).gauge());
    const runtime::role_entry entry{handle, context.node, context.incarnation, false};
    directory_.put(key, entry);
    runtime::remove_on_exit(directory_, key, entry);
    return handle;
  };
  return {role, std::move(start)};
}

child_spec trader::supervise(const std::string& name, restart_strategy strategy,
                             std::function<std::vector<child_spec>()> children) {
  return {name, [this, name, strategy, children = std::move(children)](std::uint64_t) {
            runtime::supervisor_options options;
            options.name = name;
            options.strategy = strategy;
            options.max_restarts = 1'000; // a simulation kills more often than a machine would
            options.seed = static_cast<std::uint64_t>(settings_.runtime.seed);
            return runtime::as_actor(runtime::spawn_on<runtime::supervisor>(
                lane("guardian"), options, children()));
          }};
}

std::vector<child_spec> trader::spine() {
  return {play<actors::journal_role>(
              "journal", "journal",
              actors::journal_role::place{journal(), lease_, epoch_}),
          play<actors::portfolio_role>("portfolio", "books"),
          supervise("trading", restart_strategy::one_for_all, [this] { return trading_roles(); })};
}

std::vector<child_spec> trader::trading_roles() {
  return {play<actors::executor_role>("executor", "trading-0", epoch_),
          play<actors::risk_role>("risk", "trading-0", settings_.risk),
          play<actors::signal_role>("signal", "trading-0",
                                    actors::signal_role::plan{symbols_, strategies_}),
          play<actors::feed_role>("feed", "trading-0", symbols_)};
}

std::vector<child_spec> trader::readers() {
  return {play<actors::notifier_role>("notifier", "books"),
          {"edge", [this](std::uint64_t) {
             const auto handle = runtime::as_actor(
                 runtime::spawn_on<operator_actor>(lane("edge"), std::ref(replies_)));
             directory_.put({"edge", 0}, {handle, "simulation", ++incarnations_, true});
             return handle;
           }}};
}

bool trader::run_one(std::size_t lane) { return lanes_.at(lane)->run_one(); }

std::int64_t trader::next_due_in_ns() const {
  auto& clock = coordinator(const_cast<caf::actor_system&>(system_)).clock();
  const auto& planned = clock.schedule();
  return planned.empty() ? std::numeric_limits<std::int64_t>::max()
                         : std::chrono::nanoseconds(planned.begin()->first - clock.now()).count();
}

void trader::advance(std::int64_t by_ns) {
  auto& runs = coordinator(system_);
  runs.advance_time(std::chrono::nanoseconds(by_ns));
  while (runs.try_run_once()) {
  }
}

bool trader::is_ready() const {
  for (const auto& each : all_roles()) {
    const auto found = directory_.find({each, 0});
    if (!found || !found->ready)
      return false;
  }
  return true;
}

std::string trader::waits_for() const {
  std::string told;
  const auto notes = readiness_.snapshot();
  for (const auto& each : all_roles()) {
    const auto found = directory_.find({each, 0});
    if (found && found->ready)
      continue;
    const auto note = notes.find({each, 0});
    told += each + (found ? " is not ready" : " is away") +
            (note == notes.end() ? "" : " (" + note->second + ")") + "; ";
  }
  return told;
}

void trader::kill(const std::string& role) {
  if (const auto found = directory_.find({role, 0}))
    caf::anon_send_exit(found->handle, caf::exit_reason::kill);
}

std::string trader::journal() const {
  return settings_.home + "/journal/" + settings_.trading.account_id;
}

} // namespace troupe::simulation
