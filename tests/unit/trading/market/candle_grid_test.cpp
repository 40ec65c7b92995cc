// Where candles lie by sessions, and the gaps between bars.
#include "trading/market/bar_gaps.hpp"
#include "trading/market/candle_grid.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <utility>

namespace troupe::trading::candle_grid_test {
namespace {

constexpr time_ns hour_ns = 60 * minute_ns;

std::string span_text(time_ns length_ns, const char* at,
                      asset_class kind = asset_class::us_equity) {
  candle_grid grid(length_ns, kind);
  const auto span = grid.at(*parse_time(at));
  return span ? format_time(span->start_ns).substr(11, 5) + " " +
                    format_time(span->end_ns).substr(11, 5)
              : "none";
}

TEST(candle_grid, counts_an_equitys_candles_from_the_open_and_cuts_them_at_the_close) {
  EXPECT_EQ(span_text(hour_ns, "2013-10-04T13:30:00Z"), "13:30 14:30");
  EXPECT_EQ(span_text(hour_ns, "2013-10-04T14:29:00Z"), "13:30 14:30");
  EXPECT_EQ(span_text(hour_ns, "2013-10-04T19:45:00Z"), "19:30 20:00");
  EXPECT_EQ(span_text(hour_ns, "2013-10-04T13:29:00Z"), "13:00 13:30") << "before the session";
  EXPECT_EQ(span_text(hour_ns, "2013-10-04T20:10:00Z"), "20:00 21:00") << "after it";
  EXPECT_EQ(span_text(15 * minute_ns, "2013-10-04T13:44:00Z"), "13:30 13:45");
  EXPECT_EQ(span_text(5 * minute_ns, "2013-10-04T13:59:00Z"), "13:55 14:00");
  EXPECT_EQ(span_text(day_ns, "2013-10-04T15:00:00Z"), "13:30 20:00");
  EXPECT_EQ(span_text(day_ns, "2013-10-04T20:00:00Z"), "none");
}

TEST(candle_grid, follows_half_days_and_clocks_that_change) {
  EXPECT_EQ(span_text(day_ns, "2024-11-29T15:00:00Z"), "14:30 18:00");
  EXPECT_EQ(span_text(hour_ns, "2024-11-29T17:40:00Z"), "17:30 18:00");
  EXPECT_EQ(span_text(hour_ns, "2013-03-08T14:30:00Z"), "14:30 15:30");
  EXPECT_EQ(span_text(hour_ns, "2013-03-11T14:00:00Z"), "13:30 14:30");
  EXPECT_EQ(span_text(day_ns, "2013-07-04T15:00:00Z"), "none");
  EXPECT_EQ(span_text(hour_ns, "2013-07-04T15:10:00Z"), "15:00 16:00");
}

TEST(candle_grid, counts_from_midnight_utc_in_crypto) {
  EXPECT_EQ(span_text(hour_ns, "2018-04-04T13:59:00Z", asset_class::crypto), "13:00 14:00");
  EXPECT_EQ(span_text(day_ns, "2018-04-04T13:59:00Z", asset_class::crypto), "00:00 00:00");
  EXPECT_THROW(candle_grid(7 * minute_ns, asset_class::crypto), std::invalid_argument);
  EXPECT_THROW(candle_grid(0, asset_class::crypto), std::invalid_argument);
}

TEST(candle_grid, divides_a_day_without_gap_or_overlap_up_to_an_hour) {
  for (const auto length_ns : {minute_ns, 5 * minute_ns, 15 * minute_ns, hour_ns}) {
    candle_grid grid(length_ns, asset_class::us_equity);
    auto now = *parse_time("2013-03-07T05:00:00Z");
    const auto end = *parse_time("2013-03-13T04:00:00Z");
    while (now < end) {
      const auto span = grid.at(now);
      ASSERT_TRUE(span);
      ASSERT_EQ(span->start_ns, now);
      ASSERT_LE(span->end_ns - span->start_ns, length_ns);
      now = span->end_ns;
    }
  }
}

bar bar_at(const char* name, const char* time) {
  bar made;
  made.symbol = symbol::of(name);
  made.start_ns = *parse_time(time);
  return made;
}

TEST(bar_gaps, tell_what_is_missing_between_two_bars) {
  bar_gaps gaps;
  EXPECT_FALSE(gaps.fold(bar_at("BTC/USD", "2018-04-04T12:00:00Z")));
  EXPECT_FALSE(gaps.fold(bar_at("BTC/USD", "2018-04-04T12:01:00Z")));
  const auto gap = gaps.fold(bar_at("BTC/USD", "2018-04-04T12:05:00Z"));
  ASSERT_TRUE(gap);
  EXPECT_EQ(format_time(gap->from_ns), "2018-04-04T12:02:00Z");
  EXPECT_EQ(format_time(gap->to_ns), "2018-04-04T12:05:00Z");
  EXPECT_EQ(gap->missing_bars, 3);
  EXPECT_FALSE(gaps.fold(bar_at("BTC/USD", "2018-04-04T12:03:00Z"))) << "it came too late";
  EXPECT_FALSE(gaps.fold(bar_at("BTC/USD", "2018-04-04T12:06:00Z")));
  EXPECT_EQ(gaps.gaps(), 1U);
  EXPECT_EQ(gaps.missing_bars(), 3U);
}

TEST(bar_gaps, expect_an_equitys_bars_in_regular_hours_only) {
  bar_gaps gaps;
  gaps.fold(bar_at("SPY", "2013-10-04T19:59:00Z"));
  EXPECT_FALSE(gaps.fold(bar_at("SPY", "2013-10-04T22:00:00Z")));
  EXPECT_FALSE(gaps.fold(bar_at("SPY", "2013-10-07T13:30:00Z"))) << "over the weekend";
  EXPECT_EQ(gaps.fold(bar_at("SPY", "2013-10-08T13:40:00Z"))->missing_bars, 389 + 10);
}

} // namespace
} // namespace troupe::trading::candle_grid_test
