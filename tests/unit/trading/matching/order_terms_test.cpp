// The engine takes exactly what the rule table takes, and refuses in its words.
#include "tests/unit/trading/matching/paper_market.hpp"
#include "tests/unit/trading/orders/order_drafts.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::order_terms_test {
namespace {

using namespace paper_test;

constexpr std::uint64_t seed = 20261122;

// Rich, quoted at 100, and with this position in both symbols.
paper_engine engine_holding(std::int64_t qty) {
  std::map<symbol, holding> holdings;
  const holding held{quantity::of(qty), money::of(100 * qty)};
  if (qty != 0)
    holdings.emplace(apple, held);
  if (qty > 0)
    holdings.emplace(bitcoin, held);
  paper_terms terms;
  paper_engine engine(terms, {.account = paper_account(money::of(1'000'000'000), 25, holdings)});
  engine.advance(minute_ns);
  for (const auto& of : {apple, bitcoin}) {
    engine.take(quoted(of, "99.99", "100.01"));
    engine.take(trade{.symbol = of, .market_ns = 0, .px = price::of(100), .qty = {}});
  }
  return engine;
}

quantity position(const paper_engine& engine, const symbol& of) {
  return engine.account().qty_of(of);
}

TEST(order_terms, are_those_of_the_table_for_any_order_and_position) {
  SCOPED_TRACE(seed);
  made_up_orders orders(seed);
  int taken = 0;
  int refused_orders = 0;
  for (int round = 0; round < 30'000; ++round) {
    auto engine = engine_holding(round % 3 == 0 ? 0 : round % 3 == 1 ? 100'000 : -100'000);
    auto asked = orders.draft();
    const auto which = is_sale(asked.intent) ? side::sell : side::buy;
    asked.intent = intent_of(which, position(engine, asked.symbol));
    const auto refused = refusal_of(asked, engine.setting_for(asked.symbol));
    const auto made = engine.submit(asked);
    ASSERT_EQ(!made, refused.has_value())
        << (refused ? refused->message : made.failure().message) << " in round " << round;
    if (refused) {
      ++refused_orders;
      ASSERT_EQ(made.failure().code, refused->code);
      ASSERT_EQ(made.failure().message, refused->message);
      ASSERT_TRUE(engine.orders().empty());
    } else {
      ++taken;
    }
  }
  EXPECT_GT(taken, 3000);
  EXPECT_GT(refused_orders, 3000);
}

TEST(order_terms, tell_a_repeat_that_it_was_taken_whatever_the_first_has_changed) {
  paper_engine engine({});
  engine.take(quoted(bitcoin, "100", "100"));
  order_request asked;
  asked.symbol = bitcoin;
  asked.time_in_force = time_in_force::gtc;
  asked.qty = quantity::of(1);
  ASSERT_TRUE(engine.submit(asked));
  asked.side = side::sell;
  asked.qty = engine.account().qty_of(bitcoin);
  asked.client_order_id = "main-1-1";
  ASSERT_TRUE(engine.submit(asked));
  ASSERT_TRUE(engine.account().qty_of(bitcoin).is_zero());
  EXPECT_EQ(engine.submit(asked).failure().code, "client_order_id_taken");
  asked.client_order_id = "main-1-2";
  EXPECT_EQ(engine.submit(asked).failure().code, "insufficient_balance");
}

} // namespace
} // namespace troupe::trading::order_terms_test
