#include "trading/portfolio/position_parts.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::position_parts_test {
namespace {

class position_parts_test : public testing::Test {
protected:
  void trade(std::string_view owner, std::int64_t by, std::int64_t px = 100) {
    parts.apply(owner, {quantity::of(by), money::of(by * px)});
  }
  position part(std::string_view owner) const {
    const auto all = parts.at_price(price::of(100));
    const auto found = all.find(owner);
    return found == all.end() ? position{} : found->second;
  }
  quantity of(std::string_view owner) const { return part(owner).qty; }
  money realised(std::string_view owner) const { return part(owner).realised; }

  position_parts parts;
};

TEST_F(position_parts_test, a_strategy_trades_beside_what_was_bought_by_hand) {
  trade("manual", 5);
  trade("a", 3);
  EXPECT_EQ(of("manual"), quantity::of(5));
  trade("a", -3);
  EXPECT_EQ(of("manual"), quantity::of(5));
  EXPECT_EQ(of("a"), quantity{});
}

TEST_F(position_parts_test, a_sale_by_hand_takes_the_manual_part_first) {
  trade("a", 3);
  trade("", 5);
  trade("manual", -4);
  EXPECT_EQ(of("manual"), quantity::of(1));
  trade("manual", -2);
  EXPECT_EQ(of("manual"), quantity{});
  EXPECT_EQ(of("a"), quantity::of(2));
  trade("a", -2);
  EXPECT_EQ(parts.qty(), quantity{});
}

TEST_F(position_parts_test, a_part_never_exceeds_what_is_held) {
  trade("manual", 5);
  trade("a", -4);
  EXPECT_EQ(of("manual"), quantity::of(1));
  trade("manual", -3);
  EXPECT_EQ(of("manual"), quantity::of(-2)) << "short by hand";
}

TEST_F(position_parts_test, a_strategy_takes_of_others_before_it_takes_what_is_manual) {
  trade("manual", 2);
  trade("b", 3);
  trade("a", 3);
  trade("a", -7, 110);
  EXPECT_EQ(of("a"), quantity{});
  EXPECT_EQ(of("b"), quantity{});
  EXPECT_EQ(of("manual"), quantity::of(1));
  EXPECT_EQ(realised("a"), money::of(30));
  EXPECT_EQ(realised("b"), money::of(30)) << "who held it earned by it";
  EXPECT_EQ(realised("manual"), money::of(10));
}

TEST_F(position_parts_test, what_is_left_beyond_zero_is_the_one_who_ordered_it) {
  trade("a", 3);
  trade("b", -5, 110);
  EXPECT_EQ(of("a"), quantity{});
  EXPECT_EQ(of("b"), quantity::of(-2));
  EXPECT_EQ(realised("a"), money::of(30));
}

TEST_F(position_parts_test, a_correction_takes_from_strategies_first_and_adds_to_what_is_manual) {
  trade("a", 3);
  trade("manual", 2);
  parts.correct({-quantity::of(4), money::of(-400)});
  EXPECT_EQ(of("a"), quantity{});
  EXPECT_EQ(of("manual"), quantity::of(1));
  parts.correct({quantity::of(5), money::of(600)});
  EXPECT_EQ(of("manual"), quantity::of(6));
  EXPECT_EQ(realised("a"), money{}) << "at its own cost nothing is realised";
}

} // namespace
} // namespace troupe::trading::position_parts_test
