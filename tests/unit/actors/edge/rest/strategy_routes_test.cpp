// Risk's figures, and strategies seen and changed.
#include "tests/unit/actors/edge/stand.hpp"
#include "trading/strategies/catalogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace troupe::actors::strategy_routes_test {

using nlohmann::json;

TEST(risk_routes, tell_each_rule_with_its_figure_headroom_and_refusals) {
  edge_stand stand;
  const auto answer = stand.send("GET", "/api/risk", stand.token_of(user_role::viewer));
  ASSERT_EQ(stand.questions.size(), 1u);
  EXPECT_FALSE(answer->has_value()) << "risk has not said";
  risk_report told;
  told.request_id = stand.questions[0].request_id;
  told.market_ns = story_ns;
  told.state = "active";
  told.drawdown = "warning";
  told.equity = trading::money::of(90);
  told.highest_equity = trading::money::of(100);
  told.gates = {{"order_rate", trading::number::of(2), "<=", trading::number::of(300), true},
                {"not_halted", trading::number{}, "==", trading::number{}, true}};
  told.refusals = {{"order_rate", 4}, {"data_age", 1}};
  stand.desk.accept(told);
  const auto risk = json::parse((*answer)->body);
  EXPECT_EQ(risk["state"], "active");
  EXPECT_EQ(risk["drawdown"]["highest_equity"], "100");
  const auto& rules = risk["rules"];
  ASSERT_EQ(rules.size(), 3u);
  EXPECT_EQ(rules[0]["headroom"], 298);
  EXPECT_EQ(rules[0]["refusals"], 4);
  EXPECT_TRUE(rules[1]["headroom"].is_null());
  EXPECT_EQ(rules[2]["name"], "data_age");
  EXPECT_EQ(rules[2]["refusals"], 1);
  EXPECT_TRUE(rules[2]["value"].is_null());
}

TEST(risk_routes, tell_what_risk_would_say_to_an_order_that_is_not_sent) {
  edge_stand stand;
  const std::string body = R"({"symbol":"BTC/USD","qty":"2","side":"buy","type":"market"})";
  const auto trader = stand.token_of(user_role::trader);
  const auto answer = stand.send("POST", "/api/orders/preview", trader, body);
  ASSERT_EQ(stand.questions.size(), 1u);
  ASSERT_TRUE(stand.questions[0].order);
  EXPECT_EQ(stand.questions[0].order->qty, trading::quantity::of(2));
  EXPECT_TRUE(stand.orders.empty());
  risk_report told;
  told.request_id = stand.questions[0].request_id;
  auto& said = told.preview.emplace();
  said.stage = trading::decision_stage::risk;
  said.verdict = trading::verdict::refused;
  said.gates = {{"order_notional", trading::number::of(9), "<=", trading::number::of(5), false}};
  stand.desk.accept(told);
  const auto preview = json::parse((*answer)->body);
  EXPECT_EQ(preview["verdict"], "refused");
  EXPECT_EQ(preview["first_failed_gate"], "order_notional");
  EXPECT_EQ(preview["gates"][0]["threshold"], 5);
  stand.takes_messages = false;
  EXPECT_EQ(stand.ask("POST", "/api/orders/preview", user_role::trader, body).status, 503);
  EXPECT_EQ(stand.ask("POST", "/api/orders/preview", user_role::viewer, body).status, 403);
}

TEST(risk_routes, tell_what_the_edge_knows_where_risk_does_not_answer) {
  edge_stand stand;
  stand.takes_messages = false;
  EXPECT_TRUE(stand.get("/api/risk")["rules"].is_null());
  stand.takes_messages = true;
  const auto late = stand.send("GET", "/api/risk", stand.token_of(user_role::viewer));
  stand.desk.expire(stand.clock.steady_ns() + operator_desk::answer_timeout_ns);
  EXPECT_TRUE(json::parse((*late)->body)["rules"].is_null());
  EXPECT_EQ(stand.desk.pending(), 0u);
}

TEST(strategy_routes, list_every_strategy_with_its_parameters_and_how_it_runs) {
  edge_stand stand;
  stand.settings.strategy["stochrsi_ema"] = {{"rsi_length", "21"}};
  const auto items = stand.get("/api/strategies")["items"];
  ASSERT_EQ(items.size(), trading::strategies().size());
  for (const auto& each : items) {
    EXPECT_EQ(each["running"], each["name"] == "stochrsi_ema") << each["name"];
    for (const auto& parameter : each["parameters"])
      EXPECT_FALSE(parameter["meaning"].get<std::string>().empty()) << parameter["name"];
  }
  const auto one = stand.get("/api/strategies/stochrsi_ema");
  EXPECT_EQ(one["symbols"], json({"BTC/USD"}));
  const auto& parameters = one["parameters"];
  const auto found = std::find_if(parameters.begin(), parameters.end(),
                                  [](const auto& each) { return each["name"] == "rsi_length"; });
  ASSERT_NE(found, parameters.end());
  EXPECT_EQ((*found)["value"], 21);
  EXPECT_EQ((*found)["default"], 14);
  EXPECT_EQ(stand.ask("GET", "/api/strategies/moon").status, 404);
}

TEST(strategy_routes, change_a_strategy_for_a_trader_all_or_nothing) {
  edge_stand stand;
  const auto trader = stand.token_of(user_role::trader);
  const std::string path = "/api/strategies/stochrsi_ema";
  EXPECT_EQ((*stand.send("PATCH", path, stand.token_of(user_role::viewer), "{}"))->status, 403);
  for (const auto* refused :
       {R"({"parameters":{"rsi_length":21,"no_such":1}})", R"({"parameters":{"rsi_length":0}})",
        R"({"symbols":["AAPL"]})", R"({"universe":"watchlist:none"})"})
    EXPECT_EQ((*stand.send("PATCH", path, trader, refused))->status, 422) << refused;
  for (const auto* refused :
       {"{}", R"({"reason":"none"})", R"({"parameters":[1]})", R"({"enabled":1})",
        R"({"symbols":[7]})", R"({"parameters":{"rsi_length":"1 enabled=false"}})",
        R"({"symbols":[],"universe":""})"})
    EXPECT_EQ((*stand.send("PATCH", path, trader, refused))->status, 400) << refused;
  EXPECT_EQ((*stand.send("PATCH", "/api/strategies/ma_crossover", trader,
                         R"({"enabled":false})"))->status, 422) << "it does not run";
  EXPECT_TRUE(stand.commands.empty());
  const auto changed = stand.send(
      "PATCH", path, trader,
      R"({"parameters":{"rsi_length":21},"enabled":false,"symbols":["BTC/USD"],"reason":"calm"})");
  ASSERT_EQ(stand.commands.size(), 1u);
  const auto& ordered = stand.commands[0].command;
  EXPECT_EQ(ordered.kind, trading::command_kind::change_strategy);
  EXPECT_EQ(ordered.changes, "stochrsi_ema rsi_length=21 enabled=false universe=BTC/USD");
  EXPECT_EQ(ordered.who, "ann");
  stand.desk.accept(operator_reply{stand.commands[0].request_id, {}, {}, {}, {}});
  const auto after = json::parse((*changed)->body);
  EXPECT_EQ(after["enabled"], false);
  EXPECT_EQ(after["universe"], "BTC/USD");
  EXPECT_EQ(stand.get(path)["enabled"], true) << "the journal has not told it yet";
  persistence::journal::record told;
  told.event = ordered;
  stand.known.fold(told);
  EXPECT_EQ(stand.get(path), after);
}

TEST(strategy_routes, tell_the_last_decision_of_each_strategy_on_each_symbol) {
  edge_stand stand;
  tell_story(stand.known);
  const auto items = stand.get("/api/signals")["items"];
  ASSERT_EQ(items.size(), 1u);
  EXPECT_EQ(items[0]["symbol"], "BTC/USD");
  EXPECT_EQ(items[0]["verdict"], "enter_long");
  EXPECT_EQ(items[0]["seq"], 3);
  EXPECT_TRUE(stand.get("/api/signals?symbol=ETHUSD")["items"].empty());
  EXPECT_TRUE(stand.get("/api/signals?strategy=moon")["items"].empty());
  EXPECT_EQ(stand.get("/api/signals?symbol=BTCUSD&strategy=stochrsi_ema")["items"].size(), 1u);
}

} // namespace troupe::actors::strategy_routes_test
