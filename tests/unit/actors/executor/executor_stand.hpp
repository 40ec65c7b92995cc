// A real executor on a driven lane, between a journal, a risk and an edge that only keep what they
// are told, and a venue that says what the test tells it to. Everything runs on the test's thread.
#pragma once

#include "actors/executor/executor_role.hpp"
#include "actors/role/readiness_board.hpp"
#include "config/load.hpp"
#include "runtime/pinned.hpp"
#include "runtime/supervisor.hpp"
#include "tests/unit/net/alpaca/scripted_venue.hpp"
#include "tests/unit/runtime/testing_config.hpp"

#include <caf/actor_system.hpp>
#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

namespace troupe::actors {

using nlohmann::json;

// What the executor told the others.
struct heard_by_others {
  std::vector<std::shared_ptr<const persistence::journal::record>> journal;
  std::vector<trading::event> risk;
  std::vector<operator_reply> edge;
};

class silent_journal : public journal_actor::base {
public:
  silent_journal(caf::actor_config& config, heard_by_others& heard, const runtime::directory& where)
      : journal_actor::base(config), heard_(heard), where_(where) {}
  const char* name() const override { return "journal"; }
  behavior_type make_behavior() override {
    return {[this](const record_events& told) {
              for (const auto& each : told.events)
                keep(each);
            },
            [this](const record_intents& told) {
              for (const auto& each : told.intents)
                keep(each);
              to_executor(intents_durable{told.token});
            },
            [](const settle&) {},
            [this](const subscribe_journal& asked) {
              to_executor(journal_page{asked.subscription, heard_.journal.size() + 1, true,
                                       heard_.journal});
            },
            [](const page_done&) {}};
  }

private:
  void keep(const trading::event& happened) {
    auto kept = std::make_shared<persistence::journal::record>();
    kept->seq = heard_.journal.size() + 1;
    kept->event = happened;
    heard_.journal.push_back(std::move(kept));
  }
  template <class Message>
  void to_executor(Message told) {
    if (const auto found = where_.find({"executor", 0}))
      send(caf::actor_cast<executor_actor>(found->handle), std::move(told));
  }

  heard_by_others& heard_;
  const runtime::directory& where_;
};

class silent_risk : public risk_actor::base {
public:
  silent_risk(caf::actor_config& config, heard_by_others& heard)
      : risk_actor::base(config), heard_(heard) {}
  const char* name() const override { return "risk"; }
  behavior_type make_behavior() override {
    return {[](const proposal&) {},
            [](const step_done&) {},
            [](const market_quote&) {},
            [](const market_bar&) {},
            [](const market_tick&) {},
            [this](const account_event& told) { heard_.risk.push_back(told.event); },
            [](const settle&) {},
            [](const operator_command&) {},
            [](const manual_order&) {},
            [](const replace_order&) {},
            [](const risk_request&) {},
            [](const journal_page&) {}};
  }

private:
  heard_by_others& heard_;
};

class silent_edge : public edge_actor::base {
public:
  silent_edge(caf::actor_config& config, heard_by_others& heard)
      : edge_actor::base(config), heard_(heard) {}
  const char* name() const override { return "edge"; }
  behavior_type make_behavior() override {
    return {[](const market_quote&) {},
            [](const market_trade&) {},
            [](const fallback_quote&) {},
            [](const journal_page&) {},
            [](const account_update&) {},
            [](const position_update&) {},
            [this](const operator_reply& told) { heard_.edge.push_back(told); },
            [](const risk_report&) {},
            [](const portfolio_answer&) {}};
  }

private:
  heard_by_others& heard_;
};

struct executor_stand_config : runtime::testing_config {
  executor_stand_config() {
    add_message_types<caf::id_block::troupe_runtime>();
    add_message_types<caf::id_block::troupe>();
  }
};

class executor_stand {
public:
  executor_stand() {
    settings.trading.account_id = "main";
    settings.executor.request_timeout_ms = 5'000;
    settings.executor.unknown_lookup_interval_ms = 1;
    settings.risk.data_age_max_s = 60;
    settings.runtime.lanes = 1;
    settings.venue.speed = "1";
    access.base_url = "http://127.0.0.1:" + std::to_string(venue.place().trading.port);
    access.data_url = access.base_url;
    access.key_id = access.secret_key = "K";
    access.kind = config::venue_kind::simulated;
    venue.on_request = [this](net::http::request asked, net::http::respond answer) {
      answer_books(asked, std::move(answer));
    };
    enter("journal", runtime::as_actor(
                         runtime::spawn_on<silent_journal>(lane, heard, std::cref(directory))));
    enter("risk", runtime::as_actor(runtime::spawn_on<silent_risk>(lane, heard)));
    enter("edge", runtime::as_actor(runtime::spawn_on<silent_edge>(lane, heard)));
    play();
  }

  ~executor_stand() {
    outbox.release();
    for (const auto& [key, entry] : directory.entries())
      caf::anon_send_exit(entry.handle, caf::exit_reason::kill);
    directory.clear();
    pump();
  }

  // (Re)starts the executor: what it knew is in the journal alone.
  void play() {
    if (const auto before = directory.find({"executor", 0})) {
      caf::anon_send_exit(before->handle, caf::exit_reason::kill);
      pump();
    }
    role_context context;
    context.settings = &settings;
    context.venue = &access;
    context.directory = &directory;
    context.metrics = &metrics;
    context.clock = &clock;
    context.readiness = &board;
    context.lane = &lane;
    context.outbox = &outbox;
    context.key = {"executor", 0};
    context.incarnation = ++incarnation_;
    context.node = "a";
    context.seed = 1;
    directory.put(context.key,
                  {runtime::as_actor(runtime::spawn_on<executor_role>(lane, context, 1u)), "a",
                   context.incarnation, false});
  }

  // Lets the venue's stream come up, and the books be compared.
  void start() {
    open_stream();
    run_until([this] { return is_ready(); });
  }

  void open_stream() {
    const auto before = streams_;
    run_until([&] { return venue.sessions.size() > before && venue.last().connection != nullptr; });
    streams_ = venue.sessions.size();
    run_until([&] { return !venue.last().heard.empty(); });
    say({{"stream", "authorization"},
         {"data", {{"status", "authorized"}, {"action", "authenticate"}}}});
    run_until([&] { return venue.last().heard.size() >= 2; });
    say({{"stream", "listening"}, {"data", {{"streams", {"trade_updates"}}}}});
  }

  bool is_ready() const {
    const auto found = directory.find({"executor", 0});
    return found && found->ready;
  }

  // The venue takes every order as new, under the id "v-" and its client's.
  void accept_orders();

  void say(const json& message) { venue.say(message.dump()); }
  void tell(const std::string& event, const json& order, const json& execution = json::object()) {
    json data{{"event", event}, {"timestamp", "2026-11-23T15:00:05Z"}, {"order", order}};
    data.update(execution);
    say({{"stream", "trade_updates"}, {"data", data}});
  }

  template <class Message>
  void send(Message told) {
    caf::anon_send(caf::actor_cast<executor_actor>(directory.find({"executor", 0})->handle),
                   std::move(told));
  }

  approved_order approved(trading::order_request request, std::uint32_t ordinal = 0) {
    approved_order asked;
    asked.request = std::move(request);
    asked.strategy = "stochrsi_ema";
    asked.market_ns = *trading::parse_time("2026-11-23T15:00:00Z");
    asked.ordinal = ordinal;
    asked.request_id = 7;
    return asked;
  }

  void pump() {
    for (int turn = 0; turn < 4; ++turn) {
      lane.drive();
      venue.io.restart();
      venue.io.poll();
    }
  }

  void run_until(const std::function<bool()>& done) {
    const auto limit = std::chrono::steady_clock::now() + net::patience;
    while (!done()) {
      ASSERT_LT(std::chrono::steady_clock::now(), limit) << "waited too long";
      pump();
    }
  }

  // The orders, folded from what the journal was told.
  trading::portfolio books() const {
    trading::portfolio made;
    for (const auto& each : heard.journal)
      made.fold(each->event);
    return made;
  }
  const trading::order* order(const std::string& id) {
    seen_ = std::make_unique<trading::portfolio>(books());
    return seen_->orders().find(id);
  }
  bool has(const std::string& id, trading::order_status status) {
    const auto* found = order(id);
    return found != nullptr && found->status == status;
  }
  template <class Event>
  std::vector<Event> told() const {
    std::vector<Event> found;
    for (const auto& each : heard.journal)
      if (const auto* event = std::get_if<Event>(&each->event))
        found.push_back(*event);
    return found;
  }

  std::vector<std::string> requests(const std::string& method) const {
    std::vector<std::string> targets;
    for (const auto& each : venue.requests)
      if (each.method == method)
        targets.push_back(each.target);
    return targets;
  }

  // What the venue has: by client order id, as it would write them. Legs are within their order.
  std::map<std::string, json> orders;
  json positions = json::array();
  json executions = json::array(); // its activities, oldest first
  json activities = json::array(); // the others
  std::string cash = "100000";
  // Runs before the rest; true where it has answered, or never will.
  std::function<bool(const net::http::request&, net::http::respond&)> script;

  executor_stand_config configuration;
  caf::actor_system system{configuration};
  config::settings settings;
  config::venue_access access;
  net::alpaca::scripted_venue venue;
  runtime::directory directory;
  runtime::metrics metrics;
  runtime::manual_clock clock{1'000};
  readiness_board board;
  heard_by_others heard;
  runtime::lane lane{system, "trading-0", {.spin = false, .driven = true}};
  journal_outbox outbox{lane, directory, metrics};

private:
  void enter(const std::string& role, caf::actor handle) {
    directory.put({role, 0}, {std::move(handle), "a", 1, true});
  }

  static void reply(const net::http::respond& answer, const json& body, int status = 200) {
    answer({status, {{"Content-Type", "application/json"}}, body.dump()});
  }

  json listed() const {
    json all = json::array();
    for (const auto& [id, each] : orders)
      all.push_back(each);
    return all;
  }

  json executions_of(const std::string& target) const {
    constexpr std::string_view by_order = "order_id=";
    const auto at = target.find(by_order);
    json found = json::array();
    for (const auto& each : executions)
      if (at == std::string::npos || target.substr(at + by_order.size()) == each["order_id"])
        found.push_back(each);
    return found;
  }

  void answer_books(const net::http::request& asked, net::http::respond answer) {
    const auto& target = asked.target;
    if (script && script(asked, answer))
      return;
    constexpr std::string_view by_id = "client_order_id=";
    if (target == "/v2/clock")
      return reply(answer, {{"timestamp", "2026-11-23T15:00:00Z"}, {"is_open", true}});
    if (target == "/v2/account")
      return reply(answer, {{"id", "acc"}, {"status", "ACTIVE"}, {"cash", cash}, {"equity", cash}});
    if (target == "/v2/positions")
      return reply(answer, positions);
    if (target.starts_with("/v2/account/activities?category=non_trade_activity"))
      return reply(answer, activities);
    if (target.starts_with("/v2/account/activities"))
      return reply(answer, executions_of(target));
    if (const auto at = target.find(by_id); at != std::string::npos) {
      const auto found = orders.find(target.substr(at + by_id.size()));
      return found == orders.end()
                 ? reply(answer, {{"code", 40410000}, {"message", "order not found for x"}}, 404)
                 : reply(answer, found->second);
    }
    if (asked.method == "GET" && target.starts_with("/v2/orders?"))
      return reply(answer, listed());
    reply(answer, {{"code", 40410000}, {"message", "endpoint not found."}}, 404);
  }

  std::uint64_t incarnation_ = 0;
  std::size_t streams_ = 0;
  std::unique_ptr<trading::portfolio> seen_;
};

// An order as the venue writes it.
inline json venue_order(const std::string& id, const std::string& client_order_id,
                        const std::string& status, json changes = json::object()) {
  json order{{"id", id},
             {"client_order_id", client_order_id},
             {"created_at", "2026-11-23T15:00:00Z"},
             {"updated_at", "2026-11-23T15:00:01Z"},
             {"submitted_at", "2026-11-23T15:00:00Z"},
             {"symbol", "AAPL"},
             {"qty", "10"},
             {"filled_qty", "0"},
             {"filled_avg_price", nullptr},
             {"type", "limit"},
             {"side", "buy"},
             {"time_in_force", "day"},
             {"limit_price", "150"},
             {"order_class", ""},
             {"status", status},
             {"legs", nullptr}};
  order.update(changes);
  return order;
}

inline void executor_stand::accept_orders() {
  script = [this](const net::http::request& asked, net::http::respond& answer) {
    if (asked.method != "POST")
      return false;
    const std::string id = json::parse(asked.body)["client_order_id"];
    orders[id] = venue_order("v-" + id, id, "new");
    answer({200, {}, orders[id].dump()});
    return true;
  };
}

// An execution as the venue's activities tell it.
inline json venue_execution(const std::string& order_id, const std::string& qty,
                            const std::string& price, const std::string& cumulative_qty,
                            const json& changes = json::object()) {
  json execution{{"id", "20261123100001000::" + order_id + "-" + cumulative_qty},
                 {"activity_type", "FILL"},
                 {"transaction_time", "2026-11-23T15:00:01Z"},
                 {"type", "partial_fill"},
                 {"price", price},
                 {"qty", qty},
                 {"side", "buy"},
                 {"symbol", "AAPL"},
                 {"order_id", order_id},
                 {"cum_qty", cumulative_qty}};
  execution.update(changes);
  return execution;
}

inline trading::order_request limit_order() {
  trading::order_request asked;
  asked.symbol = trading::symbol::of("AAPL");
  asked.type = trading::order_type::limit;
  asked.qty = trading::quantity::of(10);
  asked.limit_price = trading::price::of(150);
  return asked;
}

inline trading::order_request bracket_order() {
  auto asked = limit_order();
  asked.order_class = trading::order_class::bracket;
  asked.take_profit_limit_price = trading::price::of(160);
  asked.stop_loss_stop_price = trading::price::of(140);
  return asked;
}

} // namespace troupe::actors
