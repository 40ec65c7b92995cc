// The account's worth over market time: spans, gaps, days and bounds.
#include "net/venue/equity_history.hpp"

#include "tests/unit/net/venue/market_start.hpp"

#include <gtest/gtest.h>

namespace troupe::net::venue::equity_history_test {
namespace {

using trading::day_ns;
using trading::minute_ns;
using trading::money;

constexpr trading::time_ns far = start_ns + 4'000 * day_ns;

// Worth N when market time leaves minute N.
void run(equity_history& history, int from, int to) {
  for (int minute = from; minute < to; ++minute)
    history.move(start_ns + (minute + 1) * minute_ns, money::of(minute));
}

TEST(equity_history, has_the_present_minute_from_the_start) {
  const equity_history history(start_ns);
  const auto points = history.points(minute_ns, 0, far, money::of(9));
  ASSERT_EQ(points.size(), 1u);
  EXPECT_EQ(points[0].start, start_ns);
  EXPECT_EQ(points[0].equity, money::of(9));
}

TEST(equity_history, gives_each_span_the_worth_at_its_end) {
  equity_history history(start_ns);
  run(history, 0, 32);
  const auto minutes = history.points(minute_ns, 0, far, money::of(99));
  ASSERT_EQ(minutes.size(), 33u);
  EXPECT_EQ(minutes[7].equity, money::of(7));
  EXPECT_EQ(minutes.back().equity, money::of(99));
  const auto quarters = history.points(15 * minute_ns, 0, far, money::of(99));
  ASSERT_EQ(quarters.size(), 3u);
  EXPECT_EQ(quarters[0].equity, money::of(14));
  EXPECT_EQ(quarters[1].start, start_ns + 15 * minute_ns);
  EXPECT_EQ(quarters[2].equity, money::of(99));
}

TEST(equity_history, is_due_once_a_minute_and_leaves_gaps_empty) {
  equity_history history(start_ns);
  EXPECT_FALSE(history.is_due(start_ns + minute_ns - 1));
  EXPECT_TRUE(history.is_due(start_ns + minute_ns));
  history.move(start_ns + 100 * minute_ns, money::of(1));
  EXPECT_EQ(history.points(minute_ns, 0, far, money::of(2)).size(), 2u);
}

TEST(equity_history, cuts_days_at_midnight_in_new_york) {
  equity_history history(start_ns); // 19:00 on December 31st there
  run(history, 0, 5 * 60 + 1);
  const auto days = history.points(day_ns, 0, far, money::of(1'000));
  ASSERT_EQ(days.size(), 2u);
  EXPECT_EQ(days[0].start, start_ns - day_ns);
  EXPECT_EQ(days[0].equity, money::of(5 * 60 - 1));
  EXPECT_EQ(days[1].start, start_ns);
  EXPECT_FALSE(history.day_before(start_ns - day_ns));
  EXPECT_EQ(history.day_before(start_ns)->equity, money::of(5 * 60 - 1));
}

TEST(equity_history, keeps_to_the_window) {
  equity_history history(start_ns);
  run(history, 0, 100);
  const auto chosen =
      history.points(minute_ns, start_ns + 10 * minute_ns, start_ns + 12 * minute_ns, money::of(1));
  ASSERT_EQ(chosen.size(), 3u);
  EXPECT_EQ(chosen.front().equity, money::of(10));
}

TEST(equity_history, forgets_the_oldest_beyond_its_bounds) {
  equity_history history(start_ns);
  const int minutes = static_cast<int>(equity_history::minutes_max) + 50;
  run(history, 0, minutes);
  const auto kept = history.points(minute_ns, 0, far, money::of(1));
  EXPECT_EQ(kept.size(), equity_history::minutes_max + 1);
  EXPECT_EQ(kept.front().equity, money::of(50));
  for (int day = 100; day < 100 + static_cast<int>(equity_history::days_max) + 9; ++day)
    history.move(start_ns + day * day_ns, money::of(day));
  EXPECT_EQ(history.points(day_ns, 0, far * 2, money::of(1)).size(), equity_history::days_max + 1);
}

} // namespace
} // namespace troupe::net::venue::equity_history_test
