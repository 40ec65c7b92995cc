// The venue takes exactly the orders that the rule table takes, and refuses the others with the
// table's status, code and words; asked in the JSON that clients send.
#include "net/venue/market_replay.hpp"
#include "net/venue/router.hpp"
#include "tests/unit/trading/orders/order_drafts.hpp"

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

namespace troupe::net::venue::order_rules_property_test {
namespace {

using nlohmann::json;
using trading::order_draft;

constexpr std::uint64_t seed = 20261123;

std::unique_ptr<market_source> market_at_100() {
  std::vector<trading::bar> bars;
  for (const auto* name : {"AAPL", "BTC/USD"})
    for (int minute = 0; minute < 2; ++minute) {
      trading::bar made;
      made.symbol = trading::symbol::of(name);
      made.start_ns = trading::day_ns + minute * trading::minute_ns;
      made.open = made.high = made.low = made.close = trading::price::of(100);
      made.volume = trading::quantity::of(10);
      bars.push_back(made);
    }
  return market_replay::open(std::move(bars), {}).value();
}

template <class Amount>
void put(json& body, const char* name, const std::optional<Amount>& amount) {
  if (amount)
    body[name] = amount->text();
}

std::string body_of(const order_draft& asked) {
  json body{{"symbol", asked.symbol.text()},
            {"side", is_sale(asked.intent) ? "sell" : "buy"},
            {"type", to_text(asked.type)},
            {"time_in_force", to_text(asked.time_in_force)},
            {"order_class", to_text(asked.order_class)},
            {"extended_hours", asked.extended_hours},
            {"client_order_id", asked.client_order_id}};
  put(body, "qty", asked.qty);
  put(body, "notional", asked.notional);
  put(body, "limit_price", asked.limit_price);
  put(body, "stop_price", asked.stop_price);
  put(body, "trail_price", asked.trail_price);
  put(body, "trail_percent", asked.trail_percent);
  put(body["take_profit"], "limit_price", asked.take_profit_limit_price);
  put(body["stop_loss"], "stop_price", asked.stop_loss_stop_price);
  put(body["stop_loss"], "limit_price", asked.stop_loss_limit_price);
  if (asked.stated_intent)
    body["position_intent"] = to_text(*asked.stated_intent);
  if (asked.advanced_instructions)
    body["advanced_instructions"] = {{"algorithm", "DMA"}};
  return body.dump();
}

class order_rules_property : public testing::Test {
protected:
  order_rules_property() {
    while (auto instant = source->next())
      market.take(*instant);
  }

  http::response post(const order_draft& asked) {
    http::request request;
    request.method = "POST";
    request.target = "/v2/orders";
    request.headers = {{"APCA-API-KEY-ID", "K"}, {"APCA-API-SECRET-KEY", "S"}};
    request.body = body_of(asked);
    return doors.answer(request);
  }

  std::unique_ptr<market_source> source = market_at_100();
  exchange market{{.paper = {.cash = trading::money::of(1'000'000'000)},
                   .instance = "one",
                   .trades_have_fates = false,
                   .plan = {}},
                  *source};
  credentials keys{{}};
  keeper kept{nullptr};
  router doors{market, keys, {}, kept, 1};
};

TEST_F(order_rules_property, takes_what_the_table_takes_and_refuses_in_its_words) {
  SCOPED_TRACE(seed);
  trading::made_up_orders orders(seed);
  int taken = 0;
  int refused_orders = 0;
  for (int round = 0; round < 10'000; ++round) {
    auto asked = orders.draft();
    const auto side = is_sale(asked.intent) ? trading::side::sell : trading::side::buy;
    const auto held = market.engine().account().qty_of(asked.symbol);
    asked.intent = trading::intent_of(side, held);
    const auto refused = refusal_of(asked, market.engine().setting_for(asked.symbol));
    const auto answer = post(asked);
    const auto told = json::parse(answer.body);
    if (refused) {
      ++refused_orders;
      ASSERT_EQ(answer.status, refused->answer.http_status) << answer.body;
      ASSERT_EQ(told["code"], refused->answer.code) << answer.body;
      ASSERT_EQ(told["message"], refused->message) << body_of(asked);
      continue;
    }
    if (answer.status == 403) { // more than is held: funds are not the table's
      ASSERT_NE(answer.body.find("insufficient"), std::string::npos) << answer.body;
      continue;
    }
    ASSERT_EQ(answer.status, 200) << answer.body << body_of(asked);
    ++taken;
    market.cancel_all();
  }
  EXPECT_GT(taken, 1000);
  EXPECT_GT(refused_orders, 1000);
}

} // namespace
} // namespace troupe::net::venue::order_rules_property_test
