#include "net/venue/data/timeframe.hpp"

#include <gtest/gtest.h>

#include <string>

namespace troupe::net::venue::timeframe_test {
namespace {

trading::time_ns at(const char* text) {
  return trading::parse_time(text).value();
}

std::string start(const char* frame, const char* symbol, const char* when) {
  const auto parsed = timeframe::parse(frame).value();
  return trading::format_time(parsed.start_of(trading::symbol::of(symbol), at(when)));
}

TEST(timeframe, takes_exactly_the_grammar_of_the_protocol) {
  for (const auto* good : {"1Min", "59Min", "5T", "1Hour", "23H", "1Day", "1D", "1Week", "1W",
                           "1Month", "2M", "3Month", "4Month", "6M", "12Month"})
    EXPECT_TRUE(timeframe::parse(good)) << good;
  for (const auto* bad : {"", "Min", "0Min", "60Min", "24Hour", "2Day", "2Week", "5Month", "7M",
                          "13Month", "1min", "1Minute", "-1Min", "1Min "}) {
    const auto refused = timeframe::parse(bad);
    ASSERT_FALSE(refused) << bad;
    EXPECT_EQ(refused.failure().code, "invalid_timeframe");
    EXPECT_TRUE(refused.failure().message.starts_with("invalid timeframe: " + std::string(bad)));
  }
}

TEST(timeframe, aligns_minutes_and_hours_to_the_clock) {
  EXPECT_EQ(start("15Min", "AAPL", "2026-11-20T00:20:59Z"), "2026-11-20T00:15:00Z");
  EXPECT_EQ(start("4Hour", "BTC/USD", "2026-11-20T11:59:59Z"), "2026-11-20T08:00:00Z");
}

TEST(timeframe, begins_a_stocks_day_at_midnight_in_new_york_and_a_pairs_in_utc) {
  EXPECT_EQ(start("1Day", "AAPL", "2026-11-20T15:00:00Z"), "2026-11-20T05:00:00Z");
  EXPECT_EQ(start("1Day", "AAPL", "2026-07-20T03:59:00Z"), "2026-07-19T04:00:00Z");
  EXPECT_EQ(start("1Day", "BTC/USD", "2026-11-20T15:00:00Z"), "2026-11-20T00:00:00Z");
}

TEST(timeframe, begins_weeks_on_monday_and_months_on_their_first_day) {
  EXPECT_EQ(start("1Week", "BTC/USD", "2026-11-22T23:59:00Z"), "2026-11-16T00:00:00Z");
  EXPECT_EQ(start("1Week", "AAPL", "2026-11-20T15:00:00Z"), "2026-11-16T05:00:00Z");
  EXPECT_EQ(start("1Month", "AAPL", "2026-11-20T15:00:00Z"), "2026-11-01T04:00:00Z");
  EXPECT_EQ(start("3Month", "BTC/USD", "2026-11-20T15:00:00Z"), "2026-10-01T00:00:00Z");
  EXPECT_EQ(start("12Month", "BTC/USD", "2026-11-20T15:00:00Z"), "2026-01-01T00:00:00Z");
}

} // namespace
} // namespace troupe::net::venue::timeframe_test
