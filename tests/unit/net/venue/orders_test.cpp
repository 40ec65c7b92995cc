// Orders beyond the simple ones, as clients ask for them and see them.
#include "tests/unit/net/venue/still_market.hpp"

namespace troupe::net::venue::orders_test {
namespace {

using nlohmann::json;

class orders_test : public still_market_test {
protected:
  json order(const std::string& body) { return json::parse(ask("POST", "/v2/orders", body).body); }
  json change(const std::string& id, const std::string& body) {
    return json::parse(ask("PATCH", "/v2/orders/" + id, body).body);
  }
  static std::string stock(const std::string& rest) {
    return R"({"symbol":"AAPL","qty":"2",)" + rest + "}";
  }
};

TEST_F(orders_test, show_a_bracket_flat_and_nested) {
  const auto made = order(stock(R"("side":"buy","type":"market","time_in_force":"gtc",)"
                                R"("order_class":"bracket","take_profit":{"limit_price":"900"},)"
                                R"("stop_loss":{"stop_price":50.5,"limit_price":"50"})"));
  ASSERT_TRUE(made["legs"].is_array()) << made.dump();
  ASSERT_EQ(made["legs"].size(), 2u);
  EXPECT_EQ(made["order_class"], "bracket");
  const auto& profit = made["legs"][0];
  const auto& loss = made["legs"][1];
  EXPECT_EQ(profit["type"], "limit");
  EXPECT_EQ(profit["status"], "held");
  EXPECT_EQ(profit["side"], "sell");
  EXPECT_EQ(profit["position_intent"], "sell_to_close");
  EXPECT_EQ(loss["type"], "stop_limit");
  EXPECT_EQ(loss["stop_price"], "50.5");
  EXPECT_EQ(loss["qty"], "2");

  EXPECT_EQ(get("/v2/orders").size(), 2u) << "both legs are open, flat";
  const auto nested = get("/v2/orders?nested=TRUE");
  ASSERT_EQ(nested.size(), 1u);
  EXPECT_EQ(nested[0]["legs"][0]["status"], "new");
  EXPECT_EQ(nested[0]["legs"][1]["status"], "held");
  const auto id = made["id"].get<std::string>();
  EXPECT_TRUE(get("/v2/orders/" + id)["legs"].is_null());
  EXPECT_EQ(get("/v2/orders/" + id + "?nested=true")["legs"].size(), 2u);

  const auto refused = ask("DELETE", "/v2/positions/AAPL");
  EXPECT_EQ(refused.status, 403);
  const auto told = json::parse(refused.body);
  EXPECT_EQ(told["message"], "insufficient qty available for order (requested: 2, available: 0)");
  EXPECT_EQ(told["held_for_orders"], "2");
  EXPECT_EQ(told["related_orders"], json::array({profit["id"]}));
  EXPECT_EQ(ask("DELETE", "/v2/orders/" + profit["id"].get<std::string>()).status, 204);
  EXPECT_EQ(get("/v2/orders").size(), 0u);
}

TEST_F(orders_test, replace_an_order_by_another) {
  const auto body =
      stock(R"("side":"buy","type":"limit","limit_price":"1.5","time_in_force":"day")");
  const auto old = order(body);
  const auto id = old["id"].get<std::string>();
  const auto fresh = change(id, R"({"qty":3,"limit_price":"1.6","client_order_id":"again"})");
  EXPECT_EQ(fresh["replaces"], id) << fresh.dump();
  EXPECT_EQ(fresh["qty"], "3");
  EXPECT_EQ(fresh["client_order_id"], "again");
  EXPECT_EQ(fresh["created_at"], old["created_at"]);
  const auto ended = get("/v2/orders/" + id);
  EXPECT_EQ(ended["status"], "replaced");
  EXPECT_EQ(ended["replaced_by"], fresh["id"]);
  EXPECT_FALSE(ended["replaced_at"].is_null());
  const auto refused = ask("PATCH", "/v2/orders/" + id, R"({"qty":"1"})");
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(refused.body,
            R"({"code":42210000,"message":"unable to replace order, order is not open"})");
  EXPECT_EQ(ask("PATCH", "/v2/orders/none", R"({"qty":"1"})").status, 404);
  const auto taken = change(fresh["id"], R"({"qty":"1","client_order_id":"again"})");
  EXPECT_EQ(taken["message"], "client_order_id must be unique");
}

TEST_F(orders_test, trail_the_market) {
  order(stock(R"("side":"buy","type":"market","time_in_force":"day")"));
  const auto made = order(stock(R"("side":"sell","type":"trailing_stop","time_in_force":"gtc",)"
                                R"("trail_percent":"5")"));
  EXPECT_EQ(made["status"], "new") << made.dump();
  EXPECT_EQ(made["trail_percent"], "5");
  EXPECT_TRUE(made["hwm"].is_string());
  EXPECT_TRUE(made["stop_price"].is_string());
  const auto tighter = change(made["id"], R"({"trail":"2.5"})");
  EXPECT_EQ(tighter["trail_percent"], "2.5") << tighter.dump();
  EXPECT_EQ(tighter["hwm"], made["hwm"]);
  EXPECT_NE(tighter["stop_price"], made["stop_price"]);
}

TEST_F(orders_test, are_refused_with_what_was_compared) {
  const auto large = json::parse(
      ask("POST", "/v2/orders",
          R"({"symbol":"AAPL","qty":"9999","side":"buy","type":"limit","limit_price":"100",)"
          R"("time_in_force":"day"})")
          .body);
  EXPECT_EQ(large["buying_power"], "100000");
  EXPECT_EQ(large["cost_basis"], "999900");
  const auto resting =
      order(stock(R"("side":"buy","type":"limit","limit_price":"1.5","time_in_force":"day")"));
  const auto wash =
      ask("POST", "/v2/orders", stock(R"("side":"sell","type":"market","time_in_force":"day")"));
  EXPECT_EQ(wash.status, 403);
  const auto told = json::parse(wash.body);
  EXPECT_EQ(told["code"], 40310000);
  EXPECT_EQ(told["message"], "potential wash trade detected. use complex orders");
  EXPECT_EQ(told["existing_order_id"], resting["id"]);
  EXPECT_EQ(told["reject_reason"], "opposite side limit order exists");
  const auto stop =
      json::parse(ask("POST", "/v2/orders",
                      stock(R"("side":"buy","type":"stop","stop_price":"1","time_in_force":"day")"))
                      .body);
  EXPECT_EQ(stop["message"], "stop price must be greater than current price");
  EXPECT_EQ(stop["stop_price"], "1");
  EXPECT_TRUE(stop["market_price"].is_string());
  const auto intent = json::parse(ask("POST", "/v2/orders",
                                      stock(R"("side":"buy","type":"market","time_in_force":"day",)"
                                            R"("position_intent":"buy_to_close")"))
                                      .body);
  EXPECT_EQ(intent["message"],
            "position intent mismatch, inferred: buy_to_open, specified: buy_to_close");
}

TEST_F(orders_test, are_listed_by_side_class_and_place) {
  const auto buy = R"({"symbol":"AAPL","qty":"1","side":"buy","type":"limit","limit_price":"1.5",)"
                   R"("time_in_force":"day"})";
  const auto coin = R"({"symbol":"BTC/USD","qty":"1","side":"buy","type":"limit",)"
                    R"("limit_price":"100","time_in_force":"gtc"})";
  const auto first = order(buy)["id"].get<std::string>();
  const auto second = order(coin)["id"].get<std::string>();
  order(buy);
  EXPECT_EQ(get("/v2/orders?asset_class=crypto").size(), 1u);
  EXPECT_EQ(get("/v2/orders?asset_class=us_equity,crypto").size(), 3u);
  EXPECT_EQ(get("/v2/orders?side=sell").size(), 0u);
  EXPECT_EQ(get("/v2/orders?before_order_id=" + second)[0]["id"], first);
  EXPECT_EQ(get("/v2/orders?after_order_id=" + second).size(), 1u);
  EXPECT_EQ(ask("GET", "/v2/orders?after_order_id=" + first + "&before_order_id=" + second).status,
            422);
}

} // namespace
} // namespace troupe::net::venue::orders_test
