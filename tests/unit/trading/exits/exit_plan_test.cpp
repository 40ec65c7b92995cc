// The plan of all exits: which fires, in which order, and what it forgets.
#include "trading/exits/exit_plan.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::exit_plan_test {
namespace {

exit_plan::look look_at(const char* px, time_ns at = 0, bool is_long = true,
                        const char* average = "100") {
  return {at, price_action::of(*price::parse(px)), is_long, *price::parse(average)};
}

exit_settings percents(std::int64_t stop, std::int64_t target) {
  exit_settings chosen;
  chosen.stop_percent = number::of(stop);
  chosen.target_percent = number::of(target);
  return chosen;
}

TEST(exit_plan, stops_a_loss_and_takes_a_gain_at_the_level_to_the_unit) {
  exit_plan plan(percents(2, 5));
  EXPECT_EQ(plan.update(look_at("98.000000001")), exit_reason::none);
  EXPECT_EQ(plan.update(look_at("98")), exit_reason::stop);
  EXPECT_EQ(plan.update(look_at("104.999999999")), exit_reason::none);
  EXPECT_EQ(plan.update(look_at("105")), exit_reason::target);
}

TEST(exit_plan, mirrors_both_for_a_short_position) {
  exit_plan plan(percents(2, 5));
  EXPECT_EQ(plan.update(look_at("101.99", 0, false)), exit_reason::none);
  EXPECT_EQ(plan.update(look_at("102", 0, false)), exit_reason::stop);
  EXPECT_EQ(plan.update(look_at("95", 0, false)), exit_reason::target);
}

TEST(exit_plan, does_nothing_where_everything_is_off) {
  exit_plan plan({});
  for (const auto* px : {"100", "0.01", "5000", "100"})
    EXPECT_EQ(plan.update(look_at(px, 1'000 * day_ns)), exit_reason::none);
}

TEST(exit_plan, fixes_the_distance_in_ranges_at_the_entry) {
  exit_settings chosen = percents(10, 0);
  chosen.stop_atr_multiple = number::of(2);
  exit_plan plan(chosen);
  auto now = look_at("100");
  plan.update(now);
  EXPECT_EQ(plan.stop(), price::of(90)) << "the range is not known yet";
  now.atr = price::of(3);
  plan.update(now);
  EXPECT_EQ(plan.stop(), price::of(94));
  now.atr = price::of(1);
  plan.update(now);
  EXPECT_EQ(plan.stop(), price::of(94)) << "a later range moves nothing";
}

TEST(exit_plan, moves_stop_and_target_with_the_average_price) {
  exit_plan plan(percents(2, 5));
  plan.update(look_at("100"));
  EXPECT_EQ(plan.stop(), price::of(98));
  plan.update(look_at("100", 0, true, "50"));
  EXPECT_EQ(plan.stop(), price::of(49));
  EXPECT_EQ(plan.target(), *price::parse("52.5"));
}

TEST(exit_plan, limits_the_time_from_the_last_instant_without_a_position) {
  exit_settings chosen;
  chosen.time_limit_ns = 15 * minute_ns;
  exit_plan plan(chosen);
  plan.flat(5 * minute_ns);
  EXPECT_EQ(plan.update(look_at("100", 10 * minute_ns)), exit_reason::none);
  EXPECT_EQ(plan.update(look_at("100", 20 * minute_ns - 1)), exit_reason::none);
  EXPECT_EQ(plan.update(look_at("100", 20 * minute_ns)), exit_reason::time_limit);
  plan.flat(20 * minute_ns);
  EXPECT_EQ(plan.update(look_at("100", 25 * minute_ns)), exit_reason::none);
}

TEST(exit_plan, forgets_a_position_that_is_gone_or_has_changed_sides) {
  exit_settings chosen;
  chosen.trailing.trail_percent = number::of(2);
  exit_plan plan(chosen);
  plan.update(look_at("104"));
  EXPECT_EQ(plan.trailing(), *price::parse("101.92"));
  plan.flat(1);
  EXPECT_FALSE(plan.trailing());
  plan.update(look_at("101"));
  EXPECT_EQ(plan.trailing(), *price::parse("98.98"));
  plan.update(look_at("101", 0, false));
  EXPECT_EQ(plan.trailing(), *price::parse("103.02"));
}

TEST(exit_plan, tells_the_first_of_several_reasons) {
  exit_settings chosen = percents(2, 0);
  chosen.trailing.trail_percent = number::of(1);
  chosen.break_even_percent = number::of(1);
  chosen.time_limit_ns = 1;
  exit_plan plan(chosen);
  plan.flat(0);
  EXPECT_EQ(plan.update(look_at("110", 0)), exit_reason::none);
  EXPECT_EQ(plan.update(look_at("97", 9)), exit_reason::stop);
  EXPECT_EQ(plan.update(look_at("99", 9)), exit_reason::trailing_stop);
  EXPECT_EQ(plan.update(look_at("111", 9)), exit_reason::time_limit);
}

} // namespace
} // namespace troupe::trading::exit_plan_test
