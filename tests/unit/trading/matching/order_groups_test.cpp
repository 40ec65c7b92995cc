// Brackets, oco and oto orders of the simulated venue.
#include "tests/unit/trading/matching/paper_market.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::order_groups_test {
namespace {

using namespace paper_test;

class order_groups : public testing::Test {
protected:
  order_groups() { engine.take(quoted(apple, "99.99", "100")); }

  paper_engine::submission place(const order_draft& asked) {
    auto made = engine.submit(asked);
    EXPECT_TRUE(made) << made.failure().message;
    return std::move(*made);
  }
  order_draft bracket(order_draft entry) {
    entry.order_class = order_class::bracket;
    entry.take_profit_limit_price = at("110");
    entry.stop_loss_stop_price = at("90");
    return entry;
  }
  paper_status status_of(const std::string& id) { return engine.find(id)->status; }

  paper_engine engine{{}};
};

TEST_F(order_groups, hold_the_legs_of_a_bracket_until_its_entry_is_filled) {
  const auto made = place(bracket(limit(apple, side::buy, 5, "99")));
  ASSERT_EQ(made.legs.size(), 2u);
  EXPECT_EQ(made.legs[0].request.type, order_type::limit);
  EXPECT_EQ(made.legs[1].request.type, order_type::stop);
  EXPECT_EQ(status_of(made.legs[0].id), paper_status::held);
  EXPECT_TRUE(engine.take(quoted(apple, "112", "112.01")).empty());

  const auto filled = words(engine.take(quoted(apple, "98.5", "98.51")));
  EXPECT_EQ(filled, (told{"buy limit fill", "sell limit new"}));
  EXPECT_EQ(status_of(made.legs[1].id), paper_status::held) << "though it is watched";
  EXPECT_EQ(engine.available(apple), quantity{}) << "the take-profit holds the shares, once";
}

TEST_F(order_groups, cancel_the_stop_when_the_profit_is_taken) {
  const auto made = place(bracket(draft(apple, side::buy, 5)));
  EXPECT_EQ(words(engine.take(quoted(apple, "110", "110.01"))),
            (told{"sell limit fill", "sell stop canceled"}));
  EXPECT_TRUE(engine.account().holdings().empty());
  EXPECT_TRUE(engine.take(quoted(apple, "80", "80.01")).empty());
}

TEST_F(order_groups, cancel_the_profit_when_the_stop_is_reached) {
  auto asked = bracket(draft(apple, side::buy, 5));
  asked.stop_loss_limit_price = at("89");
  place(asked);
  EXPECT_EQ(words(engine.take(quoted(apple, "88", "88.01"))),
            (told{"sell limit canceled", "sell stop_limit new"}));
  EXPECT_EQ(words(engine.take(quoted(apple, "89.5", "89.51"))), (told{"sell stop_limit fill"}));
}

TEST_F(order_groups, end_together_when_a_member_is_canceled) {
  const auto made = place(bracket(limit(apple, side::buy, 5, "99")));
  EXPECT_EQ(words(engine.cancel(made.legs[1].id).value()),
            (told{"sell stop canceled", "buy limit canceled", "sell limit canceled"}));
  const auto filled = place(bracket(draft(apple, side::buy, 5)));
  EXPECT_EQ(words(engine.cancel(filled.legs[0].id).value()),
            (told{"sell limit canceled", "sell stop canceled"}));
  EXPECT_EQ(engine.available(apple), quantity::of(5));
}

TEST_F(order_groups, shrink_the_other_leg_to_what_is_left) {
  class parts final : public partial_fills {
    bool strikes(const symbol&) override { return true; }
  } partly;
  const auto made = place(bracket(draft(apple, side::buy, 50)));
  const auto updates = engine.take(quoted(apple, "110", "110.01"), &partly);
  ASSERT_EQ(words(updates), (told{"sell limit partial_fill"}));
  const auto left = engine.find(made.legs[0].id)->open_qty();
  EXPECT_GT(left, quantity{});
  EXPECT_EQ(engine.find(made.legs[1].id)->qty, left);
  EXPECT_EQ(words(engine.take(quoted(apple, "80", "80.01"))),
            (told{"sell limit canceled", "sell stop new", "sell stop fill"}));
  EXPECT_TRUE(engine.account().holdings().empty());
}

TEST_F(order_groups, let_an_oco_fill_on_one_side_only) {
  place(draft(apple, side::buy, 5));
  auto exit = draft(apple, side::sell, 5, order_type::limit);
  exit.order_class = order_class::oco;
  exit.take_profit_limit_price = at("105");
  exit.stop_loss_stop_price = at("95");
  const auto made = place(exit);
  EXPECT_EQ(made.accepted.request.limit_price, at("105"));
  ASSERT_EQ(made.legs.size(), 1u);
  EXPECT_EQ(made.legs[0].status, paper_status::held);
  EXPECT_EQ(words(engine.take(quoted(apple, "94", "94.01"))),
            (told{"sell limit canceled", "sell stop new", "sell stop fill"}));
}

TEST_F(order_groups, make_the_leg_of_an_oto_live_with_the_fill_of_its_entry) {
  auto entry = limit(apple, side::buy, 5, "99");
  entry.order_class = order_class::oto;
  entry.stop_loss_stop_price = at("95");
  const auto made = place(entry);
  engine.advance(second_ns);
  EXPECT_EQ(words(engine.take(quoted(apple, "98", "98.01"))),
            (told{"buy limit fill", "sell stop new"}));
  EXPECT_EQ(engine.find(made.legs[0].id)->submitted_ns, second_ns);
  EXPECT_EQ(words(engine.take(quoted(apple, "95", "95.01"))), (told{"sell stop fill"}));
}

TEST_F(order_groups, go_on_with_a_leg_that_replaces_another) {
  const auto made = place(bracket(draft(apple, side::buy, 5)));
  const auto raised = engine.replace(made.legs[1].id, {.stop_price = at("95")});
  ASSERT_TRUE(raised) << raised.failure().message;
  EXPECT_EQ(raised->accepted.status, paper_status::held);
  EXPECT_EQ(words(engine.take(quoted(apple, "94", "94.01"))),
            (told{"sell limit canceled", "sell stop new", "sell stop fill"}));
}

TEST_F(order_groups, follow_an_entry_that_is_replaced_before_it_fills) {
  const auto made = place(bracket(limit(apple, side::buy, 5, "98")));
  const auto again = engine.replace(made.accepted.id, {.qty = quantity::of(3)});
  ASSERT_TRUE(again) << again.failure().message;
  EXPECT_EQ(again->legs.size(), 2u);
  engine.take(quoted(apple, "97", "97.01"));
  EXPECT_EQ(words(engine.take(quoted(apple, "111", "111.01"))),
            (told{"sell limit fill", "sell stop canceled"}));
  EXPECT_TRUE(engine.account().holdings().empty());
}

} // namespace
} // namespace troupe::trading::order_groups_test
