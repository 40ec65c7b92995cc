// The simulated venue's terms are the shared table's, less what it does not serve.
#include "tests/unit/trading/orders/order_drafts.hpp"
#include "trading/matching/order_terms.hpp"
#include "trading/matching/paper_engine.hpp"
#include "trading/orders/order_rules.hpp"

#include <gtest/gtest.h>

namespace troupe::trading {
namespace {

order_request request_of(const order_draft& draft) {
  order_request asked;
  asked.symbol = draft.symbol;
  asked.side = is_sale(draft.intent) ? side::sell : side::buy;
  asked.type = draft.type;
  asked.time_in_force = draft.time_in_force;
  asked.qty = draft.qty.value_or(quantity{});
  asked.notional = draft.notional.value_or(money{});
  asked.limit_price = draft.limit_price.value_or(price{});
  asked.stop_price = draft.stop_price.value_or(price{});
  return asked;
}

quantity held_before(position_intent intent) {
  switch (intent) {
  case position_intent::buy_to_close:
    return quantity::of(-10);
  case position_intent::sell_to_close:
    return quantity::of(10);
  default:
    return {};
  }
}

TEST(order_terms, are_those_of_the_table_for_every_kind_that_the_venue_serves) {
  for (const auto& kind : every_order_kind()) {
    const bool served = kind.type != order_type::trailing_stop &&
                        kind.time_in_force != time_in_force::opg &&
                        kind.time_in_force != time_in_force::cls;
    if (kind.order_class != order_class::simple || kind.hours == order_hours::extended)
      continue;
    const auto draft = well_formed(kind);
    const auto answer = check_terms(request_of(draft), held_before(kind.intent));
    const auto refused = refusal_of(draft, {});
    if (!served) {
      EXPECT_FALSE(answer);
      continue;
    }
    ASSERT_EQ(!answer, refused.has_value());
    if (refused) {
      EXPECT_EQ(answer.failure().message, refused->message);
    }
  }
}

TEST(order_terms, tell_a_repeat_that_it_was_taken_whatever_the_first_has_changed) {
  paper_engine engine({});
  const auto bitcoin = symbol::of("BTC/USD");
  quote standing;
  standing.symbol = bitcoin;
  standing.bid = standing.ask = price::of(100);
  standing.bid_qty = standing.ask_qty = quantity::of(1);
  engine.take(standing);
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
} // namespace troupe::trading
