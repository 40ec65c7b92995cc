#include "net/venue/faults/dice.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace troupe::net::venue::dice_test {
namespace {

constexpr int rolls = 5'000;

fault_rule rule_of(std::int64_t probability_ppm) {
  fault_rule rule;
  rule.probability_ppm = probability_ppm;
  return rule;
}

std::vector<bool> decisions(dice& thrown, std::size_t rule, int count = rolls) {
  std::vector<bool> made;
  for (int each = 0; each < count; ++each)
    made.push_back(thrown.roll(rule));
  return made;
}

TEST(dice_test, decide_the_same_for_the_same_seed_and_differently_for_another) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    SCOPED_TRACE(seed);
    const std::vector<fault_rule> rules{rule_of(300'000)};
    dice one({.seed = seed, .rules = rules});
    dice same({.seed = seed, .rules = rules});
    dice other({.seed = seed + 1, .rules = rules});
    const auto made = decisions(one, 0);
    EXPECT_EQ(decisions(same, 0), made);
    EXPECT_NE(decisions(other, 0), made);
  }
}

TEST(dice_test, decide_for_one_rule_whatever_the_others_are_asked) {
  const fault_plan plan{.seed = 4, .rules = {rule_of(500'000), rule_of(500'000)}};
  dice alone(plan);
  dice among(plan);
  const auto expected = decisions(alone, 1, 100);
  std::vector<bool> made;
  for (int each = 0; each < 100; ++each) {
    made.push_back(among.roll(1));
    for (int others = 0; others < each % 3; ++others)
      among.roll(0);
  }
  EXPECT_EQ(made, expected);
  dice first(plan);
  EXPECT_NE(decisions(first, 0, 100), expected);
}

TEST(dice_test, never_strike_at_zero_and_always_at_one) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    SCOPED_TRACE(seed);
    dice thrown({.seed = seed, .rules = {rule_of(0), rule_of(certain_ppm)}});
    EXPECT_EQ(decisions(thrown, 0), std::vector<bool>(rolls, false));
    EXPECT_EQ(decisions(thrown, 1), std::vector<bool>(rolls, true));
    EXPECT_EQ(thrown.count(0).strikes, 0);
    EXPECT_EQ(thrown.count(1).strikes, rolls);
    EXPECT_EQ(thrown.count(1).chances, rolls);
  }
}

TEST(dice_test, strike_about_as_often_as_they_are_told) {
  dice thrown({.seed = 11, .rules = {rule_of(100'000)}});
  decisions(thrown, 0, 100'000);
  EXPECT_NEAR(static_cast<double>(thrown.count(0).strikes), 10'000, 500); // five deviations
}

TEST(dice_test, strike_no_more_often_than_times_and_not_before_after) {
  for (std::int64_t times = 0; times < 6; ++times) {
    for (std::int64_t after = 0; after < 6; ++after) {
      SCOPED_TRACE(testing::Message() << times << " after " << after);
      auto rule = rule_of(certain_ppm);
      rule.times = times;
      rule.after = after;
      dice thrown({.seed = 2, .rules = {rule}});
      std::vector<bool> expected(20, false);
      for (std::int64_t each = after; each < after + times; ++each)
        expected[static_cast<std::size_t>(each)] = true;
      EXPECT_EQ(decisions(thrown, 0, 20), expected);
      EXPECT_EQ(thrown.count(0).strikes, times);
    }
  }
}

TEST(dice_test, bound_strikes_by_times_at_any_probability) {
  for (std::int64_t probability = 0; probability <= certain_ppm; probability += 50'000) {
    SCOPED_TRACE(probability);
    auto rule = rule_of(probability);
    rule.times = 7;
    dice thrown({.seed = 6, .rules = {rule}});
    decisions(thrown, 0);
    EXPECT_EQ(thrown.count(0).strikes, probability == 0 ? 0 : 7);
  }
}

} // namespace
} // namespace troupe::net::venue::dice_test
