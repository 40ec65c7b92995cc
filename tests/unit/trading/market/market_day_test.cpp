// Market days: sessions, half days, holidays, and clocks that change.
#include "trading/market/market_day.hpp"
#include "trading/market/new_york_time.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::market_day_test {
namespace {

time_ns at(const char* text) {
  return *parse_time(text);
}

struct known_session {
  const char* within;
  const char* opens;
  const char* closes;
};

TEST(market_day, has_new_yorks_session_in_winter_summer_and_on_half_days) {
  for (const auto& each : {
           known_session{"2013-10-04T12:00:00Z", "2013-10-04T13:30:00Z", "2013-10-04T20:00:00Z"},
           known_session{"2013-03-08T23:59:00Z", "2013-03-08T14:30:00Z", "2013-03-08T21:00:00Z"},
           known_session{"2013-03-11T12:00:00Z", "2013-03-11T13:30:00Z", "2013-03-11T20:00:00Z"},
           known_session{"2024-11-29T15:00:00Z", "2024-11-29T14:30:00Z", "2024-11-29T18:00:00Z"},
       }) {
    const auto day = market_day_of(asset_class::us_equity, at(each.within));
    EXPECT_EQ(format_time(day.opens_ns), each.opens);
    EXPECT_EQ(format_time(day.closes_ns), each.closes);
    EXPECT_TRUE(day.in_session(at(each.opens)));
    EXPECT_FALSE(day.in_session(at(each.closes)));
    EXPECT_EQ(day.minute_of(at(each.opens)), 570U);
  }
}

TEST(market_day, has_no_session_on_holidays_and_weekends) {
  for (const auto* text : {"2013-07-04T15:00:00Z", "2013-10-05T15:00:00Z", "2013-03-10T15:00:00Z"})
    EXPECT_FALSE(market_day_of(asset_class::us_equity, at(text)).has_session()) << text;
}

TEST(market_day, is_a_utc_day_in_crypto) {
  const auto day = market_day_of(asset_class::crypto, at("2018-04-04T12:34:56Z"));
  EXPECT_EQ(format_time(day.opens_ns), "2018-04-04T00:00:00Z");
  EXPECT_EQ(format_time(day.ends_ns), "2018-04-05T00:00:00Z");
  EXPECT_EQ(day.minute_of(at("2018-04-04T12:34:56Z")), 12U * 60 + 34);
}

TEST(market_day, follows_the_one_before_without_a_gap_for_thirty_five_years) {
  market_days days(asset_class::us_equity);
  auto now = at("2000-01-01T05:00:00Z");
  int sessions = 0;
  while (now < at("2035-12-31T00:00:00Z")) {
    const auto day = days.at(now);
    ASSERT_TRUE(day.holds(now));
    ASSERT_LE(day.begins_ns, day.opens_ns);
    ASSERT_LE(day.opens_ns, day.closes_ns);
    ASSERT_LE(day.closes_ns, day.ends_ns);
    ASSERT_EQ(days.at(day.ends_ns).begins_ns, day.ends_ns);
    ASSERT_EQ(new_york_offset(day.opens_ns), new_york_offset(day.closes_ns));
    sessions += day.has_session();
    now = day.ends_ns;
  }
  EXPECT_GT(sessions, 36 * 250);
  EXPECT_LT(sessions, 36 * 253);
}

} // namespace
} // namespace troupe::trading::market_day_test
