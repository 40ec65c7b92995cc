#include "actors/edge/read_model/bar_history.hpp"

#include "tests/unit/actors/edge/story.hpp"

#include <gtest/gtest.h>

namespace troupe::actors::bar_history_test {

namespace {

using trading::minute_ns;

bar_history filled(std::size_t minutes) {
  bar_history bars;
  for (std::size_t index = 0; index < minutes; ++index)
    bars.fold(minute_bar(bitcoin, story_ns + static_cast<trading::time_ns>(index) * minute_ns,
                         100 + static_cast<std::int64_t>(index % 7)));
  return bars;
}

} // namespace

TEST(bar_history, keeps_the_latest_bars_and_forgets_the_oldest) {
  const auto bars = filled(bar_history::bars_max + 3);
  const auto all = bars.candles(bitcoin, {.limit = bar_history::bars_max * 2});
  EXPECT_EQ(all.size(), bar_history::bars_max);
  EXPECT_EQ(all.front().start_ns, story_ns + 3 * minute_ns);
}

TEST(bar_history, puts_a_late_bar_in_its_place_and_replaces_a_repeated_one) {
  bar_history bars;
  bars.fold(minute_bar(bitcoin, story_ns + 2 * minute_ns));
  bars.fold(minute_bar(bitcoin, story_ns, 101));
  bars.fold(minute_bar(bitcoin, story_ns, 102));
  const auto all = bars.candles(bitcoin, {});
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all.front().close, trading::price::of(102));
  EXPECT_EQ(bars.latest(bitcoin)->start_ns, story_ns + 2 * minute_ns);
}

TEST(bar_history, makes_coarser_candles_that_hold_what_their_minutes_hold) {
  const auto bars = filled(12);
  const auto candles = bars.candles(bitcoin, {.length_ns = 5 * minute_ns});
  ASSERT_EQ(candles.size(), 3u) << "two whole ones and one that still grows";
  EXPECT_EQ(candles[0].start_ns, story_ns);
  EXPECT_EQ(candles[0].volume, trading::quantity::of(10));
  EXPECT_EQ(candles[1].high, trading::price::of(106));
  EXPECT_EQ(candles[2].volume, trading::quantity::of(4));
}

TEST(bar_history, goes_on_with_another_sources_minutes_where_its_own_end) {
  const auto bars = filled(7);
  std::vector<trading::bar> further;
  for (int index = 5; index < 10; ++index)
    further.push_back(minute_bar(bitcoin, story_ns + index * minute_ns, 200));
  const auto minutes = bars.candles(bitcoin, {}, further);
  ASSERT_EQ(minutes.size(), 10u);
  EXPECT_EQ(minutes[6].close, trading::price::of(106)) << "our own count before the other's";
  EXPECT_EQ(minutes[7].close, trading::price::of(200));
  const auto candles = bars.candles(bitcoin, {.length_ns = 5 * minute_ns}, further);
  ASSERT_EQ(candles.size(), 2u);
  EXPECT_EQ(candles[1].low, trading::price::of(100));
  EXPECT_EQ(candles[1].close, trading::price::of(200));
  EXPECT_EQ(bar_history{}.candles(bitcoin, {}, further).size(), 5u) << "nothing of our own";
}

TEST(bar_history, answers_the_latest_without_a_start_and_the_first_from_a_start_on) {
  const auto bars = filled(10);
  const auto latest = bars.candles(bitcoin, {.limit = 2});
  ASSERT_EQ(latest.size(), 2u);
  EXPECT_EQ(latest.back().start_ns, story_ns + 9 * minute_ns);
  const auto first = bars.candles(
      bitcoin, {.start_ns = story_ns + minute_ns, .end_ns = story_ns + 4 * minute_ns, .limit = 3});
  ASSERT_EQ(first.size(), 3u);
  EXPECT_EQ(first.front().start_ns, story_ns + minute_ns);
}

TEST(bar_history, finds_the_last_bar_before_an_instant) {
  const auto bars = filled(5);
  EXPECT_EQ(bars.last_until(bitcoin, story_ns + minute_ns)->start_ns, story_ns);
  EXPECT_EQ(bars.last_until(bitcoin, story_ns), nullptr);
  EXPECT_EQ(bars.latest(apple), nullptr);
}

} // namespace troupe::actors::bar_history_test
