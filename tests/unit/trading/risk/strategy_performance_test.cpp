// Which strategy may enter, by its closed trades.
#include "trading/risk/strategy_performance.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace troupe::trading::strategy_performance_test {
namespace {

constexpr switching_terms ten{10, 1'000};

void trade(strategy_performance& into, const char* name, int wins, int losses,
           const switching_terms& by = ten) {
  for (int count = 0; count < wins; ++count)
    into.close(name, money::of(10), by);
  for (int count = 0; count < losses; ++count)
    into.close(name, money::of(-10), by);
}

TEST(strategy_performance, lets_everybody_enter_while_switching_is_off) {
  strategy_performance measured;
  trade(measured, "good", 12, 0, {});
  trade(measured, "bad", 0, 12, {});
  EXPECT_TRUE(measured.may_enter("bad", {}));
  EXPECT_EQ(measured.active(), "");
}

TEST(strategy_performance, lets_the_best_enter_and_those_that_are_not_measured_yet) {
  strategy_performance measured;
  trade(measured, "bad", 2, 10);
  trade(measured, "good", 10, 2);
  trade(measured, "new", 3, 0);
  EXPECT_EQ(measured.active(), "good");
  EXPECT_TRUE(measured.may_enter("good", ten));
  EXPECT_FALSE(measured.may_enter("bad", ten));
  EXPECT_TRUE(measured.may_enter("new", ten));
  EXPECT_TRUE(measured.may_enter("never_traded", ten));
}

TEST(strategy_performance, changes_only_for_one_that_is_better_by_the_lead) {
  strategy_performance measured;
  trade(measured, "first", 6, 4);   // 0.36 + 0.24
  trade(measured, "second", 0, 8);
  trade(measured, "second", 13, 0); // 0.619: better, but by less than a tenth
  EXPECT_GT(measured.of("second")->score(), measured.of("first")->score());
  EXPECT_EQ(measured.active(), "first");
  EXPECT_EQ(measured.switches(), 0);
  trade(measured, "second", 8, 0);
  EXPECT_EQ(measured.active(), "second");
  EXPECT_EQ(measured.switches(), 1);
}

TEST(strategy_performance, does_not_take_turns_between_two_that_do_about_the_same) {
  std::mt19937_64 random(11);
  strategy_performance calm;
  strategy_performance nervous;
  constexpr switching_terms without_lead{10, 0};
  for (int round = 0; round < 4'000; ++round) {
    const auto* name = random() % 2 == 0 ? "one" : "two";
    const auto profit = money::of(random() % 2 == 0 ? 10 : -10);
    calm.close(name, profit, {10, 5'000});
    nervous.close(name, profit, without_lead);
  }
  EXPECT_GT(nervous.switches(), 50);
  EXPECT_LT(calm.switches() * 5, nervous.switches());
}

TEST(strategy_performance, forgets_what_is_long_ago) {
  strategy_performance measured;
  trade(measured, "one", 0, 50);
  EXPECT_EQ(measured.of("one")->score(), 0.0);
  trade(measured, "one", 50, 0);
  EXPECT_EQ(measured.of("one")->score(), 1.0);
}

TEST(strategy_performance, does_not_depend_on_the_size_of_orders) {
  strategy_performance small;
  strategy_performance large;
  for (const std::int64_t profit : {3, -2, 5, -4, 0, 1, 7, -1, 2, -6, 4}) {
    small.close("one", money::of(profit), ten);
    large.close("one", money::of(profit * 1'000), ten);
  }
  EXPECT_NEAR(small.of("one")->score(), large.of("one")->score(), 1e-12);
}

TEST(strategy_performance, is_reviewed_when_its_terms_change) {
  strategy_performance measured;
  trade(measured, "bad", 2, 10);
  trade(measured, "good", 10, 2);
  measured.review({});
  EXPECT_EQ(measured.active(), "");
  measured.review(ten);
  EXPECT_EQ(measured.active(), "good");
  measured.review({20, 1'000});
  EXPECT_EQ(measured.active(), "") << "nobody has as many trades";
}

} // namespace
} // namespace troupe::trading::strategy_performance_test
