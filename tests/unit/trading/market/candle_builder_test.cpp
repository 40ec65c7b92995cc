// Short bars into candles: what closes one, and what comes too late.
#include "trading/market/candle_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <stdexcept>

namespace troupe::trading::candle_builder_test {
namespace {

constexpr time_ns noon = 1'522'843'200 * second_ns;
constexpr time_ns five_minutes = 5 * minute_ns;
constexpr std::uint64_t seed = 5;

bar minute_bar(int minute, std::int64_t level) {
  bar made;
  made.symbol = symbol::of("BTC/USD");
  made.start_ns = noon + minute * minute_ns;
  made.open = price::of(level);
  made.high = price::of(level + 2);
  made.low = price::of(level - 2);
  made.close = price::of(level + 1);
  made.volume = quantity::of(3);
  made.trade_count = 7;
  return made;
}

TEST(candle_builder, closes_a_candle_with_the_bar_that_ends_with_it) {
  candle_builder builder(five_minutes, asset_class::crypto);
  for (int minute = 0; minute < 4; ++minute)
    EXPECT_TRUE(builder.fold(minute_bar(minute, 100 + minute)).empty());
  const auto closed = builder.fold(minute_bar(4, 90));
  ASSERT_EQ(closed.size(), 1U);
  const auto& candle = closed.front();
  EXPECT_EQ(candle.start_ns, noon);
  EXPECT_EQ(candle.end_ns(), noon + five_minutes);
  EXPECT_EQ(candle.open, price::of(100));
  EXPECT_EQ(candle.high, price::of(105));
  EXPECT_EQ(candle.low, price::of(88));
  EXPECT_EQ(candle.close, price::of(91));
  EXPECT_EQ(candle.volume, quantity::of(15));
  EXPECT_EQ(candle.trade_count, 35);
}

TEST(candle_builder, closes_an_unfinished_candle_when_market_time_reaches_its_end) {
  candle_builder builder(five_minutes, asset_class::crypto);
  builder.fold(minute_bar(1, 100));
  EXPECT_FALSE(builder.advance(noon + five_minutes - 1));
  const auto closed = builder.advance(noon + five_minutes);
  ASSERT_TRUE(closed);
  EXPECT_EQ(closed->start_ns, noon);
  EXPECT_FALSE(builder.advance(noon + 2 * five_minutes)) << "a candle without bars does not exist";
}

TEST(candle_builder, closes_the_candle_before_when_a_later_bar_shows_that_it_is_over) {
  candle_builder builder(five_minutes, asset_class::crypto);
  builder.fold(minute_bar(1, 100));
  const auto closed = builder.fold(minute_bar(9, 200));
  ASSERT_EQ(closed.size(), 2U);
  EXPECT_EQ(closed[0].close, price::of(101));
  EXPECT_EQ(closed[1].close, price::of(201));
}

TEST(candle_builder, ignores_and_counts_bars_of_the_past) {
  candle_builder builder(five_minutes, asset_class::crypto);
  builder.fold(minute_bar(2, 100));
  EXPECT_TRUE(builder.fold(minute_bar(2, 300)).empty());
  EXPECT_TRUE(builder.fold(minute_bar(1, 300)).empty());
  ASSERT_TRUE(builder.advance(noon + five_minutes));
  EXPECT_TRUE(builder.fold(minute_bar(4, 300)).empty()) << "its candle is closed";
  EXPECT_EQ(builder.ignored_bars(), 3U);
}

TEST(candle_builder, refuses_bars_that_do_not_lie_within_a_candle) {
  EXPECT_THROW(candle_builder(0, asset_class::crypto), std::invalid_argument);
  EXPECT_THROW(candle_builder(7 * minute_ns, asset_class::crypto), std::invalid_argument);
  candle_builder builder(five_minutes, asset_class::crypto);
  auto crossing = minute_bar(4, 100);
  crossing.length_ns = 2 * minute_ns;
  EXPECT_THROW(builder.fold(crossing), std::invalid_argument);
}

bar share_bar(const char* start, std::int64_t level) {
  auto made = minute_bar(0, level);
  made.symbol = symbol::of("SPY");
  made.start_ns = *parse_time(start);
  return made;
}

TEST(candle_builder, counts_an_equitys_hours_from_the_open_and_cuts_the_last_one_short) {
  candle_builder builder(60 * minute_ns, asset_class::us_equity);
  EXPECT_TRUE(builder.fold(share_bar("2013-10-04T13:29:00Z", 90)).size() == 1)
      << "what comes before the session ends with it";
  EXPECT_TRUE(builder.fold(share_bar("2013-10-04T13:30:00Z", 100)).empty());
  const auto first = builder.fold(share_bar("2013-10-04T14:29:00Z", 101));
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first[0].start_ns, *parse_time("2013-10-04T13:30:00Z"));
  EXPECT_EQ(first[0].length_ns, 60 * minute_ns);
  EXPECT_EQ(first[0].open, price::of(100));
  EXPECT_TRUE(builder.fold(share_bar("2013-10-04T19:31:00Z", 102)).empty());
  EXPECT_FALSE(builder.advance(*parse_time("2013-10-04T19:59:59Z")));
  const auto last = builder.advance(*parse_time("2013-10-04T20:00:00Z"));
  ASSERT_TRUE(last);
  EXPECT_EQ(last->length_ns, 30 * minute_ns);
}

TEST(candle_builder, makes_an_equitys_day_of_its_session_alone) {
  candle_builder builder(day_ns, asset_class::us_equity);
  EXPECT_TRUE(builder.fold(share_bar("2024-11-29T14:29:00Z", 500)).empty());
  EXPECT_TRUE(builder.fold(share_bar("2024-11-29T14:30:00Z", 100)).empty());
  const auto closed = builder.fold(share_bar("2024-11-29T17:59:00Z", 110));
  ASSERT_EQ(closed.size(), 1U) << "a half day ends at 13:00";
  EXPECT_EQ(closed[0].start_ns, *parse_time("2024-11-29T14:30:00Z"));
  EXPECT_EQ(closed[0].end_ns(), *parse_time("2024-11-29T18:00:00Z"));
  EXPECT_EQ(closed[0].open, price::of(100));
  EXPECT_EQ(closed[0].close, price::of(111));
  EXPECT_TRUE(builder.fold(share_bar("2024-11-29T18:00:00Z", 900)).empty());
  EXPECT_EQ(builder.outside_bars(), 2U);
  EXPECT_EQ(builder.ignored_bars(), 0U);
}

TEST(candle_builder, gives_the_same_candles_whether_ticks_come_between_or_not) {
  for (std::uint64_t round = 0; round < 50; ++round) {
    SCOPED_TRACE(seed + round);
    std::mt19937_64 random(seed + round);
    candle_builder with_ticks(five_minutes, asset_class::crypto);
    candle_builder without(five_minutes, asset_class::crypto);
    std::vector<bar> left;
    std::vector<bar> right;
    for (int minute = 0; minute < 300; ++minute) {
      if (random() % 3 != 0) {
        const auto part = minute_bar(minute, 100 + static_cast<std::int64_t>(random() % 50));
        for (const auto& closed : with_ticks.fold(part))
          left.push_back(closed);
        for (const auto& closed : without.fold(part))
          right.push_back(closed);
      }
      if (const auto closed = with_ticks.advance(noon + (minute + 1) * minute_ns))
        left.push_back(*closed);
    }
    if (const auto closed = without.advance(noon + 301 * minute_ns))
      right.push_back(*closed);
    EXPECT_EQ(left, right);
    EXPECT_TRUE(std::is_sorted(left.begin(), left.end(), [](const bar& one, const bar& other) {
      return one.start_ns < other.start_ns;
    }));
    EXPECT_EQ(with_ticks.ignored_bars(), 0U);
  }
}

} // namespace
} // namespace troupe::trading::candle_builder_test
