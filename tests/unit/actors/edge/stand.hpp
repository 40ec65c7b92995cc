// An edge without actors: its routes and streams over a read model that the test fills, with a
// clock that the test moves. What would go to risk and the executor is kept.
#pragma once

#include "actors/edge/json/backtest_entry_json.hpp"
#include "actors/edge/rest/dispatcher.hpp"
#include "actors/edge/rest/routes.hpp"
#include "actors/edge/stream/stream_hub.hpp"
#include "persistence/facts/process_fact_store.hpp"
#include "tests/unit/actors/edge/story.hpp"

#include <gtest/gtest.h>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace troupe::actors {

class edge_stand {
public:
  explicit edge_stand(bool with_test_routes = false)
      : logins(lane, home.path()),
        keys(lane, home.path(),
             [this](const std::vector<api_key>& told) { authority.keys().set(told); }),
        users(lane, home.path(), [this](const std::vector<user>& told) { hold(told); }),
        desk({[this](manual_order asked) { return take(orders, std::move(asked)); },
              [this](operator_command asked) { return take(commands, std::move(asked)); },
              [this](cancel_order asked) { return take(cancels, std::move(asked)); },
              [this](replace_order asked) { return take(changes, std::move(asked)); },
              [this](risk_request asked) { return take(questions, asked); },
              [this](portfolio_question asked) {
                return take(book_questions, std::move(asked));
              }},
             7),
        hub(known, clock,
            {[this](std::string_view token) {
               return authority.check(token, token_use::access, now_s());
             },
             [] { return std::string(R"({"ready":false})"); }, [this] { ++conflated; },
             [this] { return backtests_snapshot(backtests); }}) {
    settings.home = home.path();
    settings.trading.account_id = "main";
    services.symbols = {bitcoin};
    settings.trading.strategies = {"stochrsi_ema"};
    settings.risk.order_notional_max = trading::money::of(25'000);
    venue.base_url = "http://127.0.0.1:9200";
    state.roles = {{"journal", 0, true, true, "a", 1, ""},
                   {"signal", 1, true, false, "a", 2, "waits for journal"}};
    state.supervisors = {{"company",
                          "",
                          runtime::restart_strategy::one_for_one,
                          {{"edge", runtime::child_state::running, 3, 2, "port_taken"}}}};
    state.mailboxes = {{"risk", "trading-0", 4, 99}};
    if (with_test_routes)
      services.kill_role = [this](const std::string& role, std::uint32_t shard) {
        killed.push_back(role + "/" + std::to_string(shard));
        return role != "ghost";
      };
    dispatch.emplace(make_route_table(sources()), authority, clock, 1);
    EXPECT_TRUE(second_factors.look());
    dispatch->guard_by(
        [this](const token_claims& who) { return second_factors.check(who, now_s()); });
    dispatch->watch_writes([this](const audit_entry& told) { written.push_back(told); });
  }

  route_sources sources() {
    route_sources from;
    from.settings = &settings;
    from.venue = &venue;
    from.known = &known;
    from.clock = &clock;
    from.services = &services;
    from.authority = &authority;
    from.logins = &logins;
    from.keys = &keys;
    from.users = &users;
    from.second_factors = &second_factors;
    from.desk = &desk;
    from.login_tries = &login_tries;
    from.facts = &facts;
    from.past = &past;
    from.backtests = &backtests;
    from.venue_answers = &venue_answers;
    from.last_seq = [] { return std::uint64_t{0}; };
    from.system = [this] { return state; };
    from.metrics = [] { return std::string("troupe_up 1\n"); };
    from.on_session_end = [this](const std::string& session) { hub.end_session(session); };
    return from;
  }

  std::int64_t now_s() const { return clock.utc_ns() / trading::second_ns; }

  std::string token_of(user_role role) {
    return authority.issue({"ann", role, ""}, now_s()).access;
  }

  // Sends a request; the answer may come later.
  std::shared_ptr<std::optional<net::http::response>> send(const std::string& method,
                                                           const std::string& target,
                                                           const std::string& token = {},
                                                           const std::string& body = {},
                                                           std::vector<net::http::header> more =
                                                               {}) {
    net::http::request asked;
    asked.method = method;
    asked.target = target;
    asked.body = body;
    asked.remote_address = "127.0.0.1";
    asked.headers = std::move(more);
    if (!token.empty())
      asked.headers.push_back({"Authorization", "Bearer " + token});
    auto answer = std::make_shared<std::optional<net::http::response>>();
    dispatch->handle(std::move(asked),
                     [answer](net::http::response told) { *answer = std::move(told); });
    return answer;
  }

  net::http::response ask(const std::string& method, const std::string& target,
                          user_role role = user_role::admin, const std::string& body = {}) {
    const auto token = role == user_role::nobody ? std::string() : token_of(role);
    return send(method, target, token, body)->value();
  }

  // Risk's figures, where they are asked for, come from a risk that says nothing.
  nlohmann::json get(const std::string& target) {
    const auto answer = send("GET", target, token_of(user_role::admin));
    for (const auto& each : std::exchange(questions, {})) {
      risk_report told;
      told.request_id = each.request_id;
      desk.accept(told);
    }
    return nlohmann::json::parse(answer->value().body);
  }

  scratch_folder home;
  boost::asio::io_context lane;
  runtime::manual_clock clock{story_ns};
  config::settings settings;
  config::venue_access venue;
  read_model known;
  edge_services services;
  system_state state;
  std::shared_ptr<revocation_list> revoked = std::make_shared<revocation_list>();
  token_authority authority{signing_key{4, 2}, revoked};
  login_throttle login_tries;
  login_desk logins;
  api_key_desk keys;
  user_desk users;
  bool knows_users = false; // else every token is taken at its word, whoever has it
  replay_desk past{lane, clock};
  backtest_desk backtests{lane, clock, "main", nullptr,
                          {[this](const auto& told) { backtest_news.push_back(told); },
                           [](const auto&) {}}};
  venue_desk venue_answers{lane, venue, clock}; // nobody is there
  bool takes_messages = true; // whether risk and the executor are there
  std::vector<manual_order> orders;
  std::vector<operator_command> commands;
  std::vector<cancel_order> cancels;
  std::vector<replace_order> changes;
  std::vector<risk_request> questions; // of risk's figures
  std::vector<portfolio_question> book_questions;
  std::vector<std::string> killed;
  std::vector<audit_entry> written;
  std::vector<backtest_desk::entry> backtest_news;
  int conflated = 0;
  operator_desk desk;
  stream_hub hub;
  runtime::metrics metrics;
  fact_exchange facts{lane,
                      std::make_shared<persistence::facts::process_fact_store>(
                          [this] { return clock.steady_ns(); }),
                      revoked,
                      clock,
                      "a-1",
                      {[this](const std::string& session) { hub.end_session(session); }, [] {},
                       [this] { return hub.list(); }, [] {
                         return std::vector<persistence::facts::fact>();
                       }},
                      fact_exchange::make_meters(metrics)};
  second_factor_desk second_factors{
      lane, home.path(), "a master key of the tests",
      [this](const std::string& what, std::int64_t until_s, std::function<void(bool)> done) {
        facts.claim(what, until_s, std::move(done));
      }};
  std::optional<dispatcher> dispatch;

private:
  void hold(const std::vector<user>& told) {
    if (!knows_users)
      return;
    for (const auto& name : authority.users().set(told))
      hub.end_sessions_of(name);
  }

  template <class Message>
  bool take(std::vector<Message>& kept, Message told) {
    if (takes_messages)
      kept.push_back(std::move(told));
    return takes_messages;
  }
};

inline std::string error_code(const net::http::response& reply) {
  return nlohmann::json::parse(reply.body)["error"]["code"];
}

} // namespace troupe::actors
