#include "tests/unit/net/venue/still_market.hpp"

#include "net/venue/seeded_market.hpp"

#include <algorithm>
#include <map>

namespace troupe::net::venue::rest_test {
namespace {

using nlohmann::json;

class rest_test : public still_market_test {
protected:
  json order(const std::string& body) { return json::parse(ask("POST", "/v2/orders", body).body); }
};

TEST_F(rest_test, shows_the_account_of_this_instance_with_amounts_as_strings) {
  const auto account = get("/v2/account");
  EXPECT_EQ(account["cash"], "100000");
  EXPECT_EQ(account["equity"], "100000");
  EXPECT_EQ(account["status"], "ACTIVE");
  EXPECT_EQ(account["id"].get<std::string>().size(), 36u);
  EXPECT_EQ(get("/v2/clock")["timestamp"], "2025-12-31T19:00:00-05:00");
}

TEST_F(rest_test, refuses_missing_keys_except_for_crypto_data) {
  http::client anonymous(io, stream_client::where(venue->port()), {});
  const auto refused = ask_with(anonymous, "GET", "/v2/account");
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.body, R"({"message":"unauthorized."})");
  EXPECT_FALSE(http::header_value(refused.headers, "X-Request-ID").empty());
  const auto target = "/v1beta3/crypto/us/latest/quotes?symbols=BTC%2FUSD";
  EXPECT_EQ(ask_with(anonymous, "GET", target).status, 200);
}

TEST_F(rest_test, finds_an_asset_by_every_spelling_and_by_its_id) {
  const auto asset = get("/v2/assets/BTCUSD");
  EXPECT_EQ(asset["symbol"], "BTC/USD");
  EXPECT_EQ(get("/v2/assets/BTC%2FUSD"), asset);
  EXPECT_EQ(get("/v2/assets/BTC/USD"), asset);
  EXPECT_EQ(get("/v2/assets/" + asset["id"].get<std::string>()), asset);
  EXPECT_EQ(ask("GET", "/v2/assets/NOPE").status, 404);
  EXPECT_EQ(get("/v2/assets?asset_class=crypto").size(), 10u);
}

TEST_F(rest_test, places_shows_and_closes_a_position) {
  const auto placed = order(R"({"symbol":"BTCUSD","qty":0.2,"side":"buy","type":"market",)"
                            R"("time_in_force":"gtc","client_order_id":"first","legs":null})");
  EXPECT_EQ(placed["status"], "pending_new");
  EXPECT_EQ(placed["symbol"], "BTC/USD");
  EXPECT_EQ(placed["qty"], "0.2");
  const auto filled = get("/v2/orders:by_client_order_id?client_order_id=first");
  EXPECT_EQ(filled["status"], "filled");
  EXPECT_EQ(get("/v2/orders/" + placed["id"].get<std::string>()), filled);

  const auto position = get("/v2/positions/BTCUSD");
  EXPECT_EQ(position["symbol"], "BTCUSD");
  EXPECT_EQ(position["qty"], "0.1995");
  EXPECT_EQ(position["avg_entry_price"], filled["filled_avg_price"]);
  EXPECT_EQ(get("/v2/positions").size(), 1u);

  EXPECT_EQ(json::parse(ask("DELETE", "/v2/positions/BTC%2FUSD").body)["side"], "sell");
  EXPECT_EQ(get("/v2/positions").size(), 0u);
  EXPECT_EQ(ask("GET", "/v2/positions/BTCUSD").status, 404);
  EXPECT_EQ(get("/v2/orders?status=all&direction=asc")[0], filled);
  EXPECT_EQ(get("/v2/orders").size(), 0u);
}

TEST_F(rest_test, cancels_resting_orders_one_by_one_and_together) {
  const auto body = R"({"symbol":"AAPL","qty":"1","side":"buy","type":"limit",)"
                    R"("limit_price":"1.5","time_in_force":"day"})";
  const auto first = order(body)["id"].get<std::string>();
  order(body);
  order(body);
  EXPECT_EQ(get("/v2/orders?symbols=AAPL").size(), 3u);
  EXPECT_EQ(get("/v2/orders?limit=2").size(), 2u);
  const auto canceled = ask("DELETE", "/v2/orders/" + first);
  EXPECT_EQ(canceled.status, 204);
  EXPECT_TRUE(canceled.body.empty());
  const auto rest_of_them = ask("DELETE", "/v2/orders");
  EXPECT_EQ(rest_of_them.status, 207);
  EXPECT_EQ(json::parse(rest_of_them.body).size(), 2u);
  EXPECT_EQ(get("/v2/orders?status=closed").size(), 3u);
}

TEST_F(rest_test, refuses_orders_in_the_words_of_the_protocol) {
  struct refusal {
    const char* body;
    int status;
    int code;
    const char* message;
  };
  const refusal table[] = {
      {"{", 400, 40010000, "request body format is invalid"},
      {R"({"symbol":"BTC/USD","qty":"1","side":"sell","type":"market","time_in_force":"gtc"})", 403,
       40310000, "insufficient balance for BTC (requested: 1, available: 0)"},
      {R"({"symbol":"AAPL","qty":"9999","side":"buy","type":"market","time_in_force":"day"})", 403,
       40310000, "insufficient buying power"},
      {R"({"symbol":"AAPL","side":"buy","type":"market","time_in_force":"day"})", 422, 40010001,
       "qty or notional is required"},
      {R"({"symbol":"NOPE","qty":"1","side":"buy","type":"market","time_in_force":"day"})", 422,
       42210000, "asset \"NOPE\" not found"},
      {R"({"symbol":"BTC/USD","qty":"1","side":"buy","type":"market","time_in_force":"day"})", 422,
       42210000, "invalid crypto time_in_force"},
  };
  for (const auto& expected : table) {
    SCOPED_TRACE(expected.message);
    const auto answer = ask("POST", "/v2/orders", expected.body);
    EXPECT_EQ(answer.status, expected.status);
    EXPECT_EQ(json::parse(answer.body)["code"], expected.code);
    EXPECT_EQ(json::parse(answer.body)["message"], expected.message);
  }
}

TEST_F(rest_test, pages_through_all_bars_without_gap_or_repeat) {
  for (const std::string sort : {"asc", "desc"}) {
    SCOPED_TRACE(sort);
    std::string token;
    std::map<std::string, std::vector<std::string>> starts;
    int pages = 0;
    do {
      const auto page =
          get("/v2/stocks/bars?symbols=MSFT,AAPL&timeframe=1Min&limit=1000&sort=" + sort +
              "&start=2025-12-31T00:00:00Z" + (token.empty() ? "" : "&page_token=" + token));
      for (const auto& [symbol, bars] : page["bars"].items())
        for (const auto& bar : bars)
          starts[symbol].push_back(bar["t"]);
      token = page["next_page_token"].is_null() ? "" : page["next_page_token"];
    } while (!token.empty() && ++pages < 10);
    for (const auto* symbol : {"AAPL", "MSFT"}) {
      auto& seen = starts[symbol];
      EXPECT_EQ(seen.size(), 1440u);
      if (sort == "desc")
        std::reverse(seen.begin(), seen.end());
      EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
      EXPECT_EQ(std::adjacent_find(seen.begin(), seen.end()), seen.end());
    }
  }
}

TEST_F(rest_test, builds_coarser_bars_from_minutes) {
  const std::string range = "&symbols=BTC/USD&start=2025-12-31T10:00:00Z&end=2025-12-31T10:59:00Z";
  const auto minutes = get("/v1beta3/crypto/us/bars?timeframe=1Min" + range)["bars"]["BTC/USD"];
  const auto hours = get("/v1beta3/crypto/us/bars?timeframe=1Hour" + range)["bars"]["BTC/USD"];
  ASSERT_EQ(minutes.size(), 60u);
  ASSERT_EQ(hours.size(), 1u);
  EXPECT_EQ(hours[0]["o"], minutes.front()["o"]);
  EXPECT_EQ(hours[0]["c"], minutes.back()["c"]);
  EXPECT_EQ(ask("GET", "/v1beta3/crypto/us/bars?timeframe=60Min" + range).status, 400);
  EXPECT_EQ(ask("GET", "/v1beta3/crypto/us/bars?timeframe=1Min&symbols=BTCUSD").status, 400);
}

TEST_F(rest_test, keeps_the_exact_text_of_prices) {
  const auto latest = ask("GET", "/v2/stocks/AAPL/bars/latest").body;
  const auto bar = json::parse(latest)["bar"];
  EXPECT_NE(latest.find("\"symbol\":\"AAPL\""), std::string::npos);
  EXPECT_TRUE(bar["c"].is_number());
  const auto quote = get("/v2/stocks/quotes/latest?symbols=AAPL,NOPE")["quotes"];
  EXPECT_EQ(quote.size(), 1u);
  EXPECT_LT(quote["AAPL"]["bp"], quote["AAPL"]["ap"]);
}

} // namespace
} // namespace troupe::net::venue::rest_test
