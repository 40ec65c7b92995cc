// The account's endpoints over HTTP: configuration, activities, history, calendar, watchlists.
#include "tests/unit/net/venue/still_market.hpp"

#include "net/venue/seeded_market.hpp"

#include <cstdlib>

namespace troupe::net::venue::account_history_test {
namespace {

using nlohmann::json;

class account_history_test : public still_market_test {
protected:
  json send(const std::string& method, const std::string& target, const std::string& body = {}) {
    return json::parse(ask(method, target, body).body);
  }

  void buy(const std::string& symbol, const std::string& qty) {
    const auto answer = ask("POST", "/v2/orders",
                            R"({"symbol":")" + symbol + R"(","qty":)" + qty +
                                R"(,"side":"buy","type":"market","time_in_force":"gtc"})");
    EXPECT_EQ(answer.status, 200) << answer.body;
  }

  void expect_refusal(const http::response& answer, int status, int code) {
    EXPECT_EQ(answer.status, status) << answer.body;
    EXPECT_EQ(json::parse(answer.body)["code"], code);
    EXPECT_FALSE(json::parse(answer.body)["message"].get<std::string>().empty());
  }
};

TEST_F(account_history_test, patches_the_configuration_and_obeys_it) {
  const auto before = get("/v2/account/configurations");
  for (const auto* name : {"no_shorting", "suspend_trade", "fractional_trading",
                           "ptp_no_exception_entry", "disable_overnight_trading"})
    EXPECT_TRUE(before[name].is_boolean()) << name;
  EXPECT_TRUE(before["max_margin_multiplier"].is_string());
  EXPECT_EQ(before["trade_confirm_email"], "all");
  EXPECT_TRUE(before["max_options_trading_level"].is_null());

  const auto after = send("PATCH", "/v2/account/configurations", R"({"suspend_trade":true})");
  EXPECT_EQ(after["suspend_trade"], true);
  EXPECT_EQ(get("/v2/account/configurations"), after);
  EXPECT_EQ(get("/v2/account")["trade_suspended_by_user"], true);
  expect_refusal(ask("POST", "/v2/orders",
                     R"({"symbol":"AAPL","qty":"1","side":"buy","type":"market",)"
                     R"("time_in_force":"day"})"),
                 403, 40310000);
  expect_refusal(ask("PATCH", "/v2/account/configurations", R"({"suspend_trade":3})"), 422,
                 40010001);
  expect_refusal(ask("PATCH", "/v2/account/configurations", "nothing"), 400, 40010000);
  EXPECT_EQ(ask("DELETE", "/v2/account/configurations").status, 405);
}

TEST_F(account_history_test, posts_what_moves_the_account_besides_orders) {
  buy("AAPL", "10");
  const auto cash = [&] {
    return *trading::money::parse(get("/v2/account")["cash"].get<std::string>());
  };
  const auto before = cash();
  const auto paid = send("POST", "/_venue/activities",
                         R"({"activity_type":"CSD","net_amount":"5000","description":"wire"})");
  EXPECT_EQ(paid["activity_type"], "CSD");
  EXPECT_EQ(paid["net_amount"], "5000");
  EXPECT_EQ(paid["status"], "executed");
  EXPECT_EQ(paid["date"], "2025-12-31");
  EXPECT_EQ(cash(), before + trading::money::of(5'000));
  send("POST", "/_venue/activities",
       R"({"activity_type":"DIV","symbol":"AAPL","per_share_amount":"0.25"})");
  const auto dividend = get("/v2/account/activities/DIV")[0];
  EXPECT_EQ(dividend["net_amount"], "2.5");
  EXPECT_EQ(dividend["qty"], "10");
  EXPECT_EQ(dividend["per_share_amount"], "0.25");
  EXPECT_EQ(cash(), before + *trading::money::parse("5002.5"));
  const auto basis = get("/v2/positions/AAPL")["cost_basis"];
  const auto worth = *trading::money::parse(get("/v2/account")["equity"].get<std::string>());
  send("POST", "/_venue/activities",
       R"({"activity_type":"SPLIT","symbol":"AAPL","old_rate":"1","new_rate":"4"})");
  EXPECT_EQ(get("/v2/positions/AAPL")["qty"], "40");
  EXPECT_EQ(get("/v2/positions/AAPL")["cost_basis"], basis);
  const auto worth_after = *trading::money::parse(get("/v2/account")["equity"].get<std::string>());
  EXPECT_LT(std::abs((worth_after - worth).units), trading::money::of(1).units)
      << "its price is in the new units, in whole cents";
  const auto split = get("/v2/account/activities/SPLIT?direction=asc");
  ASSERT_EQ(split.size(), 2u) << "what goes, and what comes";
  EXPECT_EQ(split[0]["qty"], "-10");
  EXPECT_EQ(split[1]["qty"], "40");
  EXPECT_EQ(split[0]["group_id"], split[1]["group_id"]);
  EXPECT_EQ(get("/v2/account/activities?category=non_trade_activity").size(), 4u);
}

TEST_F(account_history_test, refuses_to_post_what_cannot_be) {
  const auto post = [&](const std::string& body) {
    return ask("POST", "/_venue/activities", body);
  };
  expect_refusal(post("nothing"), 400, 40010000);
  expect_refusal(post(R"({"activity_type":"FILL"})"), 422, 40010001);
  expect_refusal(post(R"({"activity_type":"CSD","net_amount":"-5"})"), 422, 40010001);
  expect_refusal(post(R"({"activity_type":"CSW","net_amount":"-9000000"})"), 403, 40310000);
  expect_refusal(post(R"({"activity_type":"DIV","symbol":"AAPL","per_share_amount":"1"})"), 404,
                 40410000);
  buy("AAPL", "1");
  const auto resting = ask("POST", "/v2/orders",
                           R"({"symbol":"AAPL","qty":"1","side":"buy","type":"limit",)"
                           R"("limit_price":"1","time_in_force":"gtc"})");
  EXPECT_EQ(resting.status, 200) << resting.body;
  expect_refusal(
      post(R"({"activity_type":"SPLIT","symbol":"AAPL","old_rate":"1","new_rate":"2"})"), 422,
      42210000);
  EXPECT_EQ(ask("GET", "/_venue/activities").status, 405);
  EXPECT_EQ(get("/v2/account/activities?category=non_trade_activity").size(), 0u);
}

TEST_F(account_history_test, tells_fills_and_fees_as_activities) {
  buy("BTC/USD", "0.2");
  buy("AAPL", "3");
  const auto fills = get("/v2/account/activities/FILL?direction=asc");
  ASSERT_EQ(fills.size(), 2u);
  const auto order = get("/v2/orders?status=all&direction=asc")[0];
  EXPECT_EQ(fills[0]["order_id"], order["id"]);
  EXPECT_EQ(fills[0]["price"], order["filled_avg_price"]);
  EXPECT_EQ(fills[0]["qty"], "0.2");
  EXPECT_EQ(fills[0]["leaves_qty"], "0");
  EXPECT_EQ(fills[0]["type"], "fill");
  EXPECT_EQ(fills[0]["order_status"], "filled");
  EXPECT_EQ(fills[0]["id"].get<std::string>().substr(0, 19), "20251231190000000::");
  const auto fees = get("/v2/account/activities?activity_types=CFEE,DIV");
  ASSERT_EQ(fees.size(), 1u);
  EXPECT_EQ(fees[0]["qty"], "-0.0005");
  EXPECT_EQ(fees[0]["date"], "2025-12-31");
  EXPECT_EQ(fees[0]["net_amount"], "0");
  EXPECT_EQ(fees[0]["status"], "executed");
  EXPECT_EQ(get("/v2/account/activities").size(), 3u);
  EXPECT_EQ(get("/v2/account/activities?category=trade_activity").size(), 2u);
  EXPECT_EQ(get("/v2/account/activities?date=2025-12-31").size(), 3u);
  EXPECT_EQ(get("/v2/account/activities?after=2026-01-01").size(), 0u);
  EXPECT_EQ(get("/v2/account/activities?until=2026-01-01").size(), 3u);
  const auto first = get("/v2/account/activities?page_size=2");
  const auto token = first[1]["id"].get<std::string>();
  EXPECT_EQ(get("/v2/account/activities?page_size=2&page_token=" + token).size(), 1u);
}

TEST_F(account_history_test, refuses_filters_out_of_bounds) {
  for (const auto* query :
       {"?page_size=0", "?page_size=101", "?direction=up", "?after=soon", "?page_token=none",
        "?date=2026-01-01&after=2026-01-01", "?category=some",
        "?category=trade_activity&activity_types=FILL", "/NOPE"}) {
    SCOPED_TRACE(query);
    expect_refusal(ask("GET", std::string("/v2/account/activities") + query), 422, 40010001);
  }
}

TEST_F(account_history_test, gives_the_portfolio_history_as_parallel_arrays_of_numbers) {
  buy("AAPL", "10");
  const auto history = get("/v2/account/portfolio/history?period=1D&timeframe=5Min");
  EXPECT_EQ(history["timeframe"], "5Min");
  EXPECT_EQ(history["base_value"], 100'000);
  EXPECT_EQ(history["timestamp"], json::array({start_ns / trading::second_ns}));
  ASSERT_EQ(history["equity"].size(), 1u);
  const auto equity = get("/v2/account")["equity"].get<std::string>();
  EXPECT_DOUBLE_EQ(history["equity"][0].get<double>(), std::stod(equity));
  EXPECT_LT(history["profit_loss"][0].get<double>(), 0); // half the spread
  EXPECT_NEAR(history["profit_loss_pct"][0].get<double>(),
              history["profit_loss"][0].get<double>() / 100'000, 1e-9);
  EXPECT_FALSE(history.contains("base_value_asof")); // no day has closed yet
  EXPECT_EQ(get("/v2/account/portfolio/history")["timeframe"], "1D");
  for (const auto* query :
       {"?period=1Y", "?timeframe=2Min", "?period=2M&timeframe=1H", "?pnl_reset=never",
        "?intraday_reporting=always", "?start=2026-01-01&end=2026-01-02&period=1D"})
    expect_refusal(ask("GET", std::string("/v2/account/portfolio/history") + query), 422, 40010001);
}

TEST_F(account_history_test, lists_the_sessions_of_the_exchange) {
  const auto days = get("/v2/calendar?start=2026-11-25&end=2026-11-30T00:00:00Z");
  ASSERT_EQ(days.size(), 3u); // Thanksgiving and a weekend are left out
  EXPECT_EQ(days[1], json::parse(R"({"date":"2026-11-27","open":"09:30","close":"13:00",)"
                                 R"("session_open":"0400","session_close":"2000",)"
                                 R"("settlement_date":"2026-11-30"})"));
  EXPECT_EQ(days[0]["close"], "16:00");
  const auto settled = get("/v2/calendar?start=2026-11-30&end=2026-11-30&date_type=SETTLEMENT");
  ASSERT_EQ(settled.size(), 1u);
  EXPECT_EQ(settled[0]["date"], "2026-11-27");
  EXPECT_EQ(get("/v2/calendar?start=2026-11-26&end=2026-11-26").size(), 0u);
  EXPECT_GT(get("/v2/calendar").size(), 20'000u);
  expect_refusal(ask("GET", "/v2/calendar?start=tomorrow"), 422, 40010001);
  expect_refusal(ask("GET", "/v2/calendar?date_type=ANY"), 422, 40010001);
}

TEST_F(account_history_test, keeps_watchlists_by_id_and_by_name) {
  const auto made =
      send("POST", "/v2/watchlists", R"({"name":"my list","symbols":["AAPL","BTCUSD"]})");
  const auto path = "/v2/watchlists/" + made["id"].get<std::string>();
  const std::string named = "?name=my%20list";
  EXPECT_EQ(made["account_id"], get("/v2/account")["id"]);
  EXPECT_EQ(made["assets"][1], get("/v2/assets/BTC%2FUSD"));
  EXPECT_EQ(get(path), made);
  EXPECT_EQ(get("/v2/watchlists:by_name" + named), made);
  EXPECT_FALSE(get("/v2/watchlists")[0].contains("assets"));

  EXPECT_EQ(send("POST", path, R"({"symbol":"MSFT"})")["assets"].size(), 3u);
  EXPECT_EQ(send("POST", "/v2/watchlists:by_name" + named, R"({"symbol":"SPY"})")["assets"].size(),
            4u);
  EXPECT_EQ(send("DELETE", path + "/BTC/USD")["assets"].size(), 3u);
  EXPECT_EQ(send("DELETE", "/v2/watchlists:by_name/SPY" + named)["assets"].size(), 2u);
  const auto renamed = send("PUT", path, R"({"name":"other","symbols":["QQQ"]})");
  EXPECT_EQ(renamed["name"], "other");
  EXPECT_EQ(renamed["assets"].size(), 1u);
  const auto gone = ask("DELETE", "/v2/watchlists:by_name?name=other");
  EXPECT_EQ(gone.status, 204);
  EXPECT_TRUE(gone.body.empty());
  EXPECT_EQ(get("/v2/watchlists"), json::array());
  expect_refusal(ask("DELETE", path), 404, 40410000);
  EXPECT_EQ(send("DELETE", "/v2/watchlists:by_name?name=other")["message"],
            "watchlist not found: other");
}

TEST_F(account_history_test, refuses_watchlists_that_cannot_be) {
  send("POST", "/v2/watchlists", R"({"name":"one","symbols":null})");
  const auto taken = ask("POST", "/v2/watchlists", R"({"name":"one"})");
  expect_refusal(taken, 422, 40010001);
  EXPECT_EQ(json::parse(taken.body)["message"], "watchlist name must be unique");
  expect_refusal(ask("POST", "/v2/watchlists", R"({"symbols":["AAPL"]})"), 422, 40010001);
  expect_refusal(ask("POST", "/v2/watchlists", R"({"name":"two","symbols":"AAPL"})"), 422,
                 40010001);
  expect_refusal(ask("POST", "/v2/watchlists", R"({"name":"two","symbols":["NOPE"]})"), 404,
                 40410000);
  expect_refusal(ask("POST", "/v2/watchlists", "{"), 400, 40010000);
  EXPECT_EQ(get("/v2/watchlists").size(), 1u);
}

TEST_F(account_history_test, closes_everything_and_names_the_orders_canceled_first) {
  buy("AAPL", "3");
  buy("BTC/USD", "0.1");
  const auto resting = send("POST", "/v2/orders",
                            R"({"symbol":"MSFT","qty":"1","side":"buy","type":"limit",)"
                            R"("limit_price":"1.5","time_in_force":"day"})");
  const auto closing = ask("DELETE", "/v2/positions?cancel_orders=True");
  EXPECT_EQ(closing.status, 207);
  const auto told = json::parse(closing.body);
  ASSERT_EQ(told.size(), 3u);
  EXPECT_EQ(told[0]["symbol"], resting["id"]);
  EXPECT_EQ(told[0]["body"]["status"], "canceled");
  EXPECT_EQ(told[1]["symbol"], "AAPL");
  EXPECT_EQ(told[1]["status"], 200);
  EXPECT_EQ(get("/v2/positions").size(), 0u);
  EXPECT_EQ(ask("DELETE", "/v2/positions").body, "[]");
  EXPECT_EQ(get("/v2/account/activities/FEE").size(), 1u); // of the coins sold
}

} // namespace
} // namespace troupe::net::venue::account_history_test
