#include "trading/signal/unanswered.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::unanswered_test {
namespace {

decision wish_at(time_ns at) {
  decision made;
  made.market_ns = at;
  made.symbol = symbol::of("AAPL");
  made.strategy = "every_quote";
  made.verdict = verdict::enter_long;
  return made;
}

TEST(unanswered, keeps_what_is_neither_recorded_nor_answered) {
  unanswered open;
  open.made(wish_at(1));
  open.made(wish_at(2));
  open.fold(wish_at(1));
  const auto left = open.take();
  ASSERT_EQ(left.unrecorded.size(), 1u);
  EXPECT_EQ(left.unrecorded[0].market_ns, 2);
  EXPECT_EQ(left.wishes.size(), 2u);
}

TEST(unanswered, does_not_take_up_what_another_configuration_left_open) {
  unanswered open;
  open.fold(configuration{0, {{"strategy.every_quote.length", "1"}}});
  open.made(wish_at(1));
  open.fold(configuration{2, {{"strategy.every_quote.length", "1"}}}); // a restart
  open.made(wish_at(3));
  EXPECT_EQ(open.take().wishes.size(), 2u);

  open.made(wish_at(4));
  open.fold(configuration{5, {{"strategy.every_quote.length", "2"}}});
  open.made(wish_at(6));
  const auto left = open.take();
  ASSERT_EQ(left.wishes.size(), 1u);
  EXPECT_EQ(left.wishes[0].market_ns, 6);
}

} // namespace
} // namespace troupe::trading::unanswered_test
