#include "trading/portfolio/equity_history.hpp"

#include "trading/market/market_day.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::equity_history_test {
namespace {

const auto noon_ns = parse_time("2024-05-01T12:00:00Z").value();
constexpr time_ns hour_ns = 60 * minute_ns;

equity_point worth(std::int64_t equity) {
  return {0, money::of(equity), money::of(7), money::of(5)};
}

TEST(equity_history, says_at_the_end_of_a_step_what_was_worth_before_it) {
  equity_history history;
  history.advance(noon_ns, worth(100));
  history.advance(noon_ns + 59 * second_ns, worth(101));
  EXPECT_TRUE(history.points(history_step::minute).empty());
  history.advance(noon_ns + minute_ns, worth(102));
  ASSERT_EQ(history.points(history_step::minute).size(), 1u);
  const equity_point expected{noon_ns + minute_ns, money::of(102), money::of(7), money::of(5)};
  EXPECT_EQ(history.points(history_step::minute).front(), expected);
  EXPECT_TRUE(history.points(history_step::hour).empty());
}

TEST(equity_history, has_one_point_for_a_stretch_in_which_nothing_was_told) {
  equity_history history;
  history.advance(noon_ns, worth(100));
  history.advance(noon_ns + 90 * minute_ns, worth(103));
  ASSERT_EQ(history.points(history_step::minute).size(), 1u);
  EXPECT_EQ(history.points(history_step::minute).front().at_ns, noon_ns + minute_ns);
  ASSERT_EQ(history.points(history_step::hour).size(), 1u);
  EXPECT_EQ(history.points(history_step::hour).front().at_ns, noon_ns + hour_ns);
}

TEST(equity_history, a_day_ends_at_midnight_in_new_york) {
  equity_history history;
  history.advance(noon_ns, worth(100));
  history.advance(parse_time("2024-05-02T03:59:59Z").value(), worth(104));
  EXPECT_TRUE(history.points(history_step::day).empty());
  history.advance(parse_time("2024-05-02T04:00:00Z").value(), worth(105));
  ASSERT_EQ(history.points(history_step::day).size(), 1u);
  EXPECT_EQ(history.points(history_step::day).front().at_ns,
            parse_time("2024-05-02T04:00:00Z").value());
  EXPECT_EQ(history.points(history_step::day).front().equity, money::of(105));
}

TEST(equity_history, a_late_event_changes_nothing) {
  equity_history history;
  history.advance(noon_ns, worth(100));
  history.advance(noon_ns + minute_ns, worth(100));
  history.advance(noon_ns - hour_ns, worth(50));
  EXPECT_EQ(history.points(history_step::minute).size(), 1u);
}

TEST(equity_history, keeps_no_more_points_than_it_says) {
  equity_history history;
  const auto most = equity_history::kept_max[0];
  for (std::size_t minute = 0; minute <= most + 10; ++minute)
    history.advance(noon_ns + static_cast<time_ns>(minute) * minute_ns, worth(100));
  const auto& kept = history.points(history_step::minute);
  ASSERT_EQ(kept.size(), most);
  EXPECT_EQ(kept.back().at_ns, noon_ns + static_cast<time_ns>(most + 10) * minute_ns);
  EXPECT_EQ(kept.front().at_ns, noon_ns + 11 * minute_ns);
}

} // namespace
} // namespace troupe::trading::equity_history_test
