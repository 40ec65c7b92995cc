#include "trading/portfolio/manual_holdings.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::manual_holdings_test {
namespace {

const auto btc = symbol::of("BTC/USD");

class manual_holdings_test : public testing::Test {
protected:
  void trade(std::int64_t by, bool by_hand) {
    held += by;
    parts.change(btc, quantity::of(by), quantity::of(held), by_hand);
  }
  quantity part() const { return parts.of(btc); }

  manual_holdings parts;
  std::int64_t held = 0;
};

TEST_F(manual_holdings_test, a_strategy_trades_beside_what_was_bought_by_hand) {
  trade(5, true);
  trade(3, false);
  EXPECT_EQ(part(), quantity::of(5));
  trade(-3, false);
  EXPECT_EQ(part(), quantity::of(5));
}

TEST_F(manual_holdings_test, a_sale_by_hand_takes_the_manual_part_first) {
  trade(3, false);
  trade(5, true);
  trade(-4, true);
  EXPECT_EQ(part(), quantity::of(1));
  trade(-2, true);
  EXPECT_EQ(part(), quantity{});
  trade(-2, false);
  EXPECT_EQ(part(), quantity{});
}

TEST_F(manual_holdings_test, a_part_never_exceeds_what_is_held) {
  trade(5, true);
  trade(-4, false);
  EXPECT_EQ(part(), quantity::of(1));
  trade(-3, true);
  EXPECT_EQ(part(), quantity::of(-2)); // short by hand
}

} // namespace
} // namespace troupe::trading::manual_holdings_test
