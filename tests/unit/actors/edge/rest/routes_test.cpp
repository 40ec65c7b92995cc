#include "actors/edge/rest/routes.hpp"

#include "tests/unit/actors/edge/stand.hpp"

#include <gtest/gtest.h>
#include <set>

namespace troupe::actors::routes_test {

namespace {

using nlohmann::json;

constexpr const char* market_order =
    R"({"symbol":"BTCUSD","qty":"0.5","side":"buy","type":"market","time_in_force":"gtc"})";

} // namespace

TEST(routes, answer_with_one_error_shape_and_a_request_id_each) {
  edge_stand stand;
  std::set<std::string> ids;
  for (const auto* target : {"/nothing", "/api/orders/none", "/api/positions/AAPL", "/health"}) {
    const auto reply = stand.ask("GET", target);
    ids.insert(std::string(net::http::header_value(reply.headers, "X-Request-ID")));
    if (reply.status == 200)
      continue;
    EXPECT_EQ(reply.status, 404) << target;
    const auto told = json::parse(reply.body);
    EXPECT_FALSE(told["error"]["code"].get<std::string>().empty());
    EXPECT_FALSE(told["error"]["message"].get<std::string>().empty());
    EXPECT_TRUE(told["error"]["details"].is_object());
  }
  EXPECT_EQ(ids.size(), 4u);
  const auto wrong_method = stand.ask("PUT", "/api/orders");
  EXPECT_EQ(wrong_method.status, 405);
  EXPECT_EQ(net::http::header_value(wrong_method.headers, "Allow"), "DELETE, GET, POST");
  EXPECT_EQ(error_code(wrong_method), "method_not_allowed");
}

TEST(routes, quote_foreign_bytes_without_breaking_the_json) {
  edge_stand stand;
  EXPECT_EQ(error_code(stand.ask("GET", "/api/orders/%ff%C3")), "order_not_found");
}

TEST(account_route, has_alpacas_names_with_amounts_as_text) {
  edge_stand stand;
  EXPECT_EQ(stand.ask("GET", "/api/account").status, 503);
  tell_story(stand.known);
  tell_books(stand.known);
  const auto account = stand.get("/api/account");
  EXPECT_EQ(account["id"], "broker-1");
  EXPECT_EQ(account["status"], "ACTIVE");
  EXPECT_EQ(account["cash"], "99000");
  EXPECT_EQ(account["equity"], "100000.5");
  EXPECT_EQ(account["portfolio_value"], account["equity"]);
  EXPECT_EQ(account["last_equity"], "100000");
  EXPECT_EQ(account["long_market_value"], "202");
  EXPECT_EQ(account["short_market_value"], "0");
  EXPECT_EQ(account["simulated"], true);
  EXPECT_EQ(account["trading_blocked"], false);
  for (const auto* name : {"buying_power", "regt_buying_power", "initial_margin", "multiplier"})
    EXPECT_TRUE(account[name].is_string()) << name;
}

TEST(position_route, takes_every_spelling_of_a_pair) {
  edge_stand stand;
  tell_story(stand.known);
  tell_books(stand.known);
  const auto all = stand.get("/api/positions");
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0]["symbol"], "BTCUSD");
  EXPECT_EQ(all[0]["asset_class"], "crypto");
  EXPECT_EQ(all[0]["qty"], "2");
  EXPECT_EQ(all[0]["side"], "long");
  EXPECT_EQ(all[0]["avg_entry_price"], "100");
  EXPECT_EQ(all[0]["unrealized_pl"], "2");
  EXPECT_EQ(all[0]["unrealized_plpc"], "0.01");
  for (const auto* name : {"BTCUSD", "BTC-USD", "BTC%2FUSD", "btcusd"})
    EXPECT_EQ(stand.get(std::string("/api/positions/") + name), all[0]) << name;
}

TEST(order_route, has_alpacas_order_object) {
  edge_stand stand;
  tell_story(stand.known);
  const auto order = stand.get("/api/orders/main-1-1");
  EXPECT_EQ(order, stand.get("/api/orders/venue-main-1-1"));
  EXPECT_EQ(order["id"], "venue-main-1-1");
  EXPECT_EQ(order["symbol"], "BTC/USD");
  EXPECT_EQ(order["status"], "filled");
  EXPECT_EQ(order["filled_qty"], "2");
  EXPECT_EQ(order["filled_avg_price"], "100.5");
  EXPECT_EQ(order["filled_at"], "2024-05-01T12:00:01Z");
  EXPECT_TRUE(order["limit_price"].is_null());
  EXPECT_TRUE(order["canceled_at"].is_null());
  EXPECT_EQ(stand.get("/api/orders"), json::array()) << "only open ones unless asked";
  EXPECT_EQ(stand.get("/api/orders?status=all"), json::array({order}));
  EXPECT_EQ(stand.get("/api/orders?status=closed&symbols=AAPL,BTCUSD"), json::array({order}));
  EXPECT_EQ(stand.get("/api/orders?status=closed&symbols=AAPL"), json::array());
}

TEST(order_route, refuses_parameters_that_mean_nothing) {
  edge_stand stand;
  for (const auto* query : {"status=some", "limit=0", "limit=501", "limit=1x", "direction=up",
                            "symbols=%21", "after=yesterday"}) {
    const auto reply = stand.ask("GET", std::string("/api/orders?") + query);
    EXPECT_EQ(reply.status, 422) << query;
  }
}

TEST(why_route, tells_the_whole_chain_in_order) {
  edge_stand stand;
  tell_story(stand.known);
  const auto why = stand.get("/api/orders/main-1-1/why");
  EXPECT_EQ(why["complete"], true);
  std::string types;
  for (const auto& step : why["chain"])
    types += step["type"].get<std::string>() + " ";
  EXPECT_EQ(types, "bar decision decision intent ack fill ");
  EXPECT_EQ(why["chain"][0]["content"]["close"], 100);
  EXPECT_EQ(why["chain"][1]["content"]["inputs"]["k"], 12.5);
  EXPECT_TRUE(why["chain"][1]["content"]["inputs"]["ema"].is_null());
  EXPECT_EQ(why["chain"][2]["content"]["verdict"], "approved");
  EXPECT_TRUE(why["chain"][2]["content"]["first_failed_gate"].is_null());
  EXPECT_NE(why["summary"].get<std::string>().find("wanted to"), std::string::npos);
  EXPECT_NE(why["summary"].get<std::string>().find("Risk let the order"), std::string::npos);
  EXPECT_EQ(why["chain"][2]["content"]["gates"][0]["passed"], true);
  EXPECT_EQ(why["chain"][5]["content"]["price"], "100.5");
  for (std::size_t index = 1; index < 4; ++index)
    EXPECT_EQ(why["chain"][index]["cause_seq"], why["chain"][index - 1]["seq"]);
}

TEST(decision_route, pages_with_a_token) {
  edge_stand stand;
  tell_story(stand.known);
  const auto first = stand.get("/api/decisions?limit=1&symbol=BTC-USD");
  ASSERT_EQ(first["items"].size(), 1u);
  EXPECT_EQ(first["items"][0]["seq"], 4);
  const auto token = first["next_page_token"].get<std::string>();
  const auto second = stand.get("/api/decisions?limit=1&page_token=" + token);
  EXPECT_EQ(second["items"][0]["seq"], 3);
  EXPECT_TRUE(second["next_page_token"].is_null());
  EXPECT_EQ(stand.get("/api/decisions?from=2024-05-02T00:00:00Z")["items"], json::array());
}

TEST(market_routes, print_exact_numbers_and_name_source_and_age) {
  edge_stand stand;
  tell_story(stand.known);
  EXPECT_EQ(stand.ask("GET", "/api/quotes/BTCUSD").status, 404);
  auto quote = bitcoin_quote();
  quote.bid = trading::price{100'123'456'789};
  stand.known.fold(quote, 0);
  stand.clock.advance(1'500'000'000);
  const auto reply = stand.ask("GET", "/api/quotes/BTC-USD");
  EXPECT_NE(reply.body.find(R"("bid":100.123456789,)"), std::string::npos) << reply.body;
  const auto told = json::parse(reply.body);
  EXPECT_EQ(told["age_ms"], 1'500);
  EXPECT_EQ(told["source"], "builtin");
  EXPECT_EQ(told["volume"], 8);
  const auto bars = stand.ask("GET", "/api/bars/BTCUSD?timeframe=1Min");
  EXPECT_EQ(net::http::header_value(bars.headers, "X-Source"), "builtin");
  EXPECT_EQ(net::http::header_value(bars.headers, "X-Age-Ms"), "1000");
  const auto bar = json::parse(bars.body)[0];
  EXPECT_EQ(bar["t"], "2024-05-01T11:59:00Z");
  EXPECT_EQ(bar["c"], 100);
  EXPECT_EQ(stand.get("/api/bars/BTCUSD?timeframe=1Day")[0]["t"], "2024-05-01T00:00:00Z");
  EXPECT_EQ(stand.ask("GET", "/api/bars/BTCUSD?timeframe=2Min").status, 422);
  EXPECT_EQ(stand.get("/api/bars/AAPL"), json::array());
}

TEST(order_entry, hands_the_order_to_risk_and_answers_when_it_does) {
  edge_stand stand;
  const auto answer =
      stand.send("POST", "/api/orders", stand.token_of(user_role::trader), market_order);
  EXPECT_FALSE(answer->has_value());
  ASSERT_EQ(stand.orders.size(), 1u);
  const auto& asked = stand.orders.front();
  EXPECT_EQ(asked.request.symbol, bitcoin);
  EXPECT_EQ(asked.request.qty.text(), "0.5");
  EXPECT_EQ(asked.who, "ann");
  trading::order placed;
  placed.request = asked.request;
  placed.request.client_order_id = "main-1-8";
  placed.status = trading::order_status::accepted;
  stand.desk.accept({asked.request_id, {}, {}, placed, {}});
  ASSERT_TRUE(answer->has_value());
  EXPECT_EQ((*answer)->status, 200);
  EXPECT_EQ(json::parse((*answer)->body)["client_order_id"], "main-1-8");
}

TEST(order_entry, takes_the_whole_of_alpacas_order_body) {
  edge_stand stand;
  const auto place = [&](const std::string& body) {
    const auto answer = stand.send("POST", "/api/orders", stand.token_of(user_role::trader), body);
    EXPECT_FALSE(answer->has_value()) << (*answer)->body;
    return stand.orders.back().request;
  };
  const auto bracket = place(
      R"({"symbol":"AAPL","qty":"2","side":"buy","type":"limit","limit_price":150,
          "time_in_force":"day","order_class":"bracket","take_profit":{"limit_price":"160"},
          "stop_loss":{"stop_price":"140","limit_price":"139.5"}})");
  EXPECT_EQ(bracket.order_class, trading::order_class::bracket);
  EXPECT_EQ(bracket.take_profit_limit_price.text(), "160");
  EXPECT_EQ(bracket.stop_loss_stop_price.text(), "140");
  EXPECT_EQ(bracket.stop_loss_limit_price.text(), "139.5");
  const auto oco = place(
      R"({"symbol":"AAPL","qty":"2","side":"sell","type":"limit","time_in_force":"gtc",
          "order_class":"oco","take_profit":{"limit_price":"160"},
          "stop_loss":{"stop_price":"140"}})");
  EXPECT_EQ(oco.limit_price.text(), "160");
  const auto trailing = place(R"({"symbol":"AAPL","qty":"2","side":"sell","type":"trailing_stop",
                                  "time_in_force":"day","trail_percent":1.5})");
  EXPECT_EQ(trailing.trail_percent.text(), "1.5");
  const auto early = place(R"({"symbol":"AAPL","qty":"2","side":"buy","type":"limit",
                               "limit_price":"150","time_in_force":"day","extended_hours":true})");
  EXPECT_TRUE(early.extended_hours);
  const auto refused = stand.ask(
      "POST", "/api/orders", user_role::trader,
      R"({"symbol":"AAPL","qty":"2","side":"buy","type":"market","order_class":"bracket",
          "take_profit":{"limit_price":"130"},"stop_loss":{"stop_price":"140"}})");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(error_code(refused), "take_profit_not_above_stop_loss");
}

TEST(order_entry, hands_a_change_to_risk) {
  edge_stand stand;
  const auto answer = stand.send("PATCH", "/api/orders/v-1", stand.token_of(user_role::trader),
                                 R"({"qty":3,"limit_price":"151.5","time_in_force":"gtc"})");
  EXPECT_FALSE(answer->has_value());
  ASSERT_EQ(stand.changes.size(), 1u);
  EXPECT_EQ(stand.changes[0].order_id, "v-1");
  EXPECT_EQ(stand.changes[0].qty.text(), "3");
  EXPECT_EQ(stand.changes[0].limit_price.text(), "151.5");
  EXPECT_EQ(stand.changes[0].time_in_force, "gtc");
  EXPECT_EQ(stand.changes[0].who, "ann");
  EXPECT_EQ(stand.ask("PATCH", "/api/orders/v-1", user_role::trader, "{}").status, 422);
  EXPECT_EQ(stand.ask("PATCH", "/api/orders/v-1", user_role::viewer, "{}").status, 403);
}

TEST(order_entry, tells_the_gates_of_a_refusal) {
  edge_stand stand;
  const auto answer =
      stand.send("POST", "/api/orders", stand.token_of(user_role::trader), market_order);
  const trading::gate failed{"order_notional", trading::number::of(9), "<=", trading::number::of(5),
                             false};
  stand.desk.accept(operator_reply{
      stand.orders.front().request_id, "order_notional", "refused", {}, {failed}});
  EXPECT_EQ((*answer)->status, 403);
  EXPECT_EQ(error_code(**answer), "order_notional");
  const auto gates = json::parse((*answer)->body)["error"]["details"]["gates"];
  EXPECT_EQ(gates[0]["name"], "order_notional");
  EXPECT_EQ(gates[0]["passed"], false);
}

TEST(order_entry, does_not_know_the_outcome_after_five_silent_seconds) {
  edge_stand stand;
  const auto answer =
      stand.send("POST", "/api/orders", stand.token_of(user_role::trader), market_order);
  stand.clock.advance(4'900'000'000);
  stand.desk.expire(stand.clock.steady_ns());
  EXPECT_FALSE(answer->has_value());
  stand.clock.advance(100'000'000);
  stand.desk.expire(stand.clock.steady_ns());
  EXPECT_EQ((*answer)->status, 504);
  EXPECT_EQ(error_code(**answer), "outcome_unknown");
  stand.desk.accept(operator_reply{stand.orders.front().request_id, {}, {}, {}, {}});
  EXPECT_EQ(stand.desk.pending(), 0u);
}

TEST(order_entry, is_unavailable_at_once_while_risk_is_away) {
  edge_stand stand;
  stand.takes_messages = false;
  const auto reply = stand.ask("POST", "/api/orders", user_role::trader, market_order);
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(error_code(reply), "role_unavailable");
}

TEST(order_entry, refuses_bodies_that_are_no_order) {
  edge_stand stand;
  const std::vector<std::pair<std::string, int>> bodies{
      {"", 400},
      {"[]", 400},
      {R"({"symbol":"BTCUSD"})", 422},
      {R"({"symbol":"!","qty":"1","side":"buy","type":"market"})", 422},
      {R"({"symbol":"AAPL","qty":"-1","side":"buy","type":"market"})", 422},
      {R"({"symbol":"AAPL","qty":"1","side":"hold","type":"market"})", 422},
      {R"({"symbol":"AAPL","qty":"1","side":"buy","type":"limit"})", 422},
      {R"({"symbol":"AAPL","qty":"1","notional":"5","side":"buy","type":"market"})", 422},
      {R"({"symbol":"AAPL","qty":"1","side":"buy","type":"market","limit_price":"3"})", 422},
      {R"({"symbol":"AAPL","qty":"1","side":"buy","type":"stop"})", 422},
      {R"({"symbol":"AAPL","qty":"1","side":"buy","type":"trailing_stop"})", 422},
      {R"({"symbol":"AAPL","qty":"1","side":"buy","type":"market","order_class":"oco"})", 422}};
  for (const auto& [body, status] : bodies)
    EXPECT_EQ(stand.ask("POST", "/api/orders", user_role::trader, body).status, status) << body;
  EXPECT_TRUE(stand.orders.empty());
}

TEST(order_entry, takes_numbers_as_exactly_as_text) {
  edge_stand stand;
  stand.send("POST", "/api/orders", stand.token_of(user_role::trader),
             R"({"symbol":"AAPL","qty":0.1,"side":"sell","type":"limit","limit_price":189.35})");
  ASSERT_EQ(stand.orders.size(), 1u);
  EXPECT_EQ(stand.orders[0].request.qty.text(), "0.1");
  EXPECT_EQ(stand.orders[0].request.limit_price.text(), "189.35");
  EXPECT_EQ(stand.orders[0].request.time_in_force, trading::time_in_force::day);
}

TEST(order_entry, cancels_one_and_lists_what_became_of_all) {
  edge_stand stand;
  const auto token = stand.token_of(user_role::trader);
  const auto one = stand.send("DELETE", "/api/orders/venue-1", token);
  EXPECT_EQ(stand.cancels.at(0).order_id, "venue-1");
  stand.desk.accept(operator_reply{stand.cancels[0].request_id, {}, {}, {}, {}});
  EXPECT_EQ((*one)->status, 204);
  EXPECT_EQ((*stand.send("DELETE", "/api/orders", token))->body, "[]");
  stand.known.fold(record_of(1, intent_of("main-1-1")));
  stand.known.fold(record_of(2, intent_of("main-1-2")));
  const auto all = stand.send("DELETE", "/api/orders", token);
  ASSERT_EQ(stand.cancels.size(), 3u);
  stand.desk.accept(operator_reply{
      stand.cancels[2].request_id, "order_not_cancelable", "filled", {}, {}});
  EXPECT_FALSE(all->has_value());
  stand.desk.accept(operator_reply{stand.cancels[1].request_id, {}, {}, {}, {}});
  EXPECT_EQ((*all)->status, 207);
  const auto told = json::parse((*all)->body);
  EXPECT_EQ(told[0]["id"], "main-1-1");
  EXPECT_EQ(told[0]["status"], 200);
  EXPECT_EQ(told[1]["status"], 422);
  EXPECT_EQ(told[1]["body"]["error"]["code"], "order_not_cancelable");
}

TEST(position_exit, sells_what_is_held) {
  edge_stand stand;
  tell_books(stand.known);
  const auto token = stand.token_of(user_role::trader);
  stand.send("DELETE", "/api/positions/BTCUSD", token);
  stand.send("DELETE", "/api/positions/BTCUSD?qty=0.5", token);
  ASSERT_EQ(stand.orders.size(), 2u);
  EXPECT_EQ(stand.orders[0].request.side, trading::side::sell);
  EXPECT_EQ(stand.orders[0].request.qty, trading::quantity::of(2));
  EXPECT_EQ(stand.orders[1].request.qty.text(), "0.5");
  EXPECT_EQ((*stand.send("DELETE", "/api/positions/BTCUSD?qty=3", token))->status, 422);
  EXPECT_EQ((*stand.send("DELETE", "/api/positions/AAPL", token))->status, 404);
}

TEST(risk_routes, pass_commands_on_and_answer_what_then_holds) {
  edge_stand stand;
  const auto halt = stand.send("POST", "/api/risk/halt", stand.token_of(user_role::trader),
                               R"({"reason":"news"})");
  ASSERT_EQ(stand.commands.size(), 1u);
  EXPECT_EQ(stand.commands[0].command.kind, trading::command_kind::halt);
  EXPECT_EQ(stand.commands[0].command.reason, "news");
  EXPECT_EQ(stand.commands[0].command.who, "ann");
  EXPECT_FALSE(halt->has_value());
  stand.desk.accept(operator_reply{stand.commands[0].request_id, {}, {}, {}, {}});
  EXPECT_EQ(json::parse((*halt)->body)["halted"], true);
  const auto risk = stand.get("/api/risk");
  EXPECT_EQ(risk["limits"]["order_notional_max"], "25000");
  EXPECT_EQ(risk["halted"], false) << "the journal has not told it yet";
}

TEST(risk_routes, change_limits_for_an_admin_all_or_none) {
  edge_stand stand;
  const auto admin = stand.token_of(user_role::admin);
  EXPECT_EQ((*stand.send("PATCH", "/api/risk/limits", stand.token_of(user_role::trader), "{}"))
                ->status,
            403);
  for (const auto* refused : {R"({"order_notional_max":"5000","no_such":1})",
                              R"({"open_positions_max":-1})"})
    EXPECT_EQ((*stand.send("PATCH", "/api/risk/limits", admin, refused))->status, 422) << refused;
  EXPECT_EQ((*stand.send("PATCH", "/api/risk/limits", admin, "{}"))->status, 400);
  EXPECT_TRUE(stand.commands.empty());
  const auto changed =
      stand.send("PATCH", "/api/risk/limits", admin,
                 R"({"order_notional_max":"5000","open_positions_max":3,"reason":"news"})");
  ASSERT_EQ(stand.commands.size(), 1u);
  EXPECT_EQ(stand.commands[0].command.changes, "open_positions_max=3 order_notional_max=5000");
  EXPECT_EQ(stand.commands[0].command.reason, "news");
  stand.desk.accept(operator_reply{stand.commands[0].request_id, {}, {}, {}, {}});
  EXPECT_EQ(json::parse((*changed)->body)["limits"]["order_notional_max"], "5000");
  persistence::journal::record told;
  told.event = stand.commands[0].command;
  stand.known.fold(told);
  const auto limits = stand.get("/api/risk")["limits"];
  EXPECT_EQ(limits["order_notional_max"], "5000");
  EXPECT_EQ(limits["open_positions_max"], 3);
  EXPECT_EQ(limits["drawdown_reducing_bps"], 1'500);
  EXPECT_EQ(stand.get("/api/risk")["limits_changed"],
            json({"open_positions_max", "order_notional_max"}));
}

TEST(status_routes, tell_readiness_and_the_tree) {
  edge_stand stand;
  const auto ready = stand.ask("GET", "/ready", user_role::nobody);
  EXPECT_EQ(ready.status, 503);
  const auto roles = json::parse(ready.body)["roles"];
  EXPECT_EQ(roles[0]["ready"], true);
  EXPECT_EQ(roles[1]["note"], "waits for journal");
  stand.state.roles[1].ready = true;
  EXPECT_EQ(stand.ask("GET", "/ready", user_role::nobody).status, 200);
  const auto topology = stand.get("/api/topology");
  EXPECT_EQ(topology["supervisors"][0]["children"][0]["restarts"], 2);
  EXPECT_EQ(topology["supervisors"][0]["children"][0]["state"], "running");
  EXPECT_EQ(topology["mailboxes"][0]["depth"], 4);
  const auto status = stand.get("/api/status");
  EXPECT_EQ(status["mode"], "SIMULATED");
  EXPECT_EQ(status["symbols"][0], "BTC/USD");
  EXPECT_EQ(stand.ask("GET", "/metrics", user_role::nobody).body, "troupe_up 1\n");
  EXPECT_EQ(stand.ask("GET", "/health", user_role::nobody).status, 200);
}

TEST(test_routes, kill_a_role_for_an_admin_only) {
  edge_stand stand(true);
  EXPECT_EQ(stand.ask("POST", "/api/test/kill/signal?shard=1").status, 202);
  EXPECT_EQ(stand.killed, (std::vector<std::string>{"signal/1"}));
  EXPECT_EQ(stand.ask("POST", "/api/test/kill/ghost").status, 404);
  EXPECT_EQ(stand.ask("POST", "/api/test/kill/feed?shard=x").status, 422);
}

TEST(page_route, serves_a_document_that_needs_nothing_from_outside) {
  edge_stand stand;
  const auto page = stand.ask("GET", "/", user_role::nobody);
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(
      net::http::header_value(page.headers, "Content-Security-Policy").find("default-src 'none'"),
      std::string_view::npos);
  for (const auto* outside : {"src=\"http", "href=\"http", "url(http", "@import"})
    EXPECT_EQ(page.body.find(outside), std::string::npos) << outside;
}

TEST(logout, ends_the_session_for_every_route) {
  edge_stand stand;
  const auto token = stand.token_of(user_role::viewer);
  EXPECT_EQ((*stand.send("GET", "/api/me", token))->status, 200);
  EXPECT_EQ((*stand.send("POST", "/api/logout", token))->status, 204);
  EXPECT_EQ((*stand.send("GET", "/api/me", token))->status, 401);
}

TEST(access_token, ends_after_fifteen_minutes) {
  edge_stand stand;
  const auto token = stand.token_of(user_role::viewer);
  stand.clock.advance((access_lifetime_s - 1) * trading::second_ns);
  EXPECT_EQ((*stand.send("GET", "/api/me", token))->status, 200);
  stand.clock.advance(trading::second_ns);
  const auto late = stand.send("GET", "/api/me", token);
  EXPECT_EQ((*late)->status, 401);
  EXPECT_EQ(error_code(**late), "token_expired");
}

} // namespace troupe::actors::routes_test
