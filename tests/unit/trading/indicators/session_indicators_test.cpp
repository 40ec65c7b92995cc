// Indicators that count by market days.
#include "trading/indicators/relative_volume.hpp"
#include "trading/indicators/session_vwap.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace troupe::trading::session_indicators_test {
namespace {

candle_figures candle_at(const char* time, double price, double volume) {
  return {*parse_time(time), price, price, price, price, volume};
}

TEST(session_vwap, begins_anew_with_each_session_and_knows_none_outside) {
  session_vwap vwap(asset_class::us_equity);
  EXPECT_FALSE(vwap.update(candle_at("2013-10-04T13:29:00Z", 90, 100))) << "before the open";
  EXPECT_EQ(vwap.update(candle_at("2013-10-04T13:30:00Z", 100, 100)), 100.0);
  EXPECT_EQ(vwap.update(candle_at("2013-10-04T13:31:00Z", 104, 300)), 103.0);
  EXPECT_EQ(vwap.update(candle_at("2013-10-04T19:59:00Z", 104, 0)), 103.0);
  EXPECT_FALSE(vwap.update(candle_at("2013-10-04T20:00:00Z", 200, 100))) << "after the close";
  EXPECT_FALSE(vwap.update(candle_at("2013-10-07T13:30:00Z", 50, 0))) << "nothing traded yet";
  EXPECT_EQ(vwap.update(candle_at("2013-10-07T13:31:00Z", 51, 7)), 51.0);
}

TEST(session_vwap, counts_by_utc_days_in_crypto) {
  session_vwap vwap(asset_class::crypto);
  EXPECT_EQ(vwap.update(candle_at("2018-04-04T23:58:00Z", 10, 1)), 10.0);
  EXPECT_EQ(vwap.update(candle_at("2018-04-04T23:59:00Z", 20, 1)), 15.0);
  EXPECT_EQ(vwap.update(candle_at("2018-04-05T00:00:00Z", 30, 1)), 30.0);
}

TEST(relative_volume, compares_with_the_same_minute_of_the_days_before) {
  relative_volume relative(asset_class::crypto, 2);
  EXPECT_FALSE(relative.update(candle_at("2018-04-04T12:00:00Z", 10, 100)));
  EXPECT_FALSE(relative.update(candle_at("2018-04-04T12:01:00Z", 10, 900)));
  EXPECT_FALSE(relative.update(candle_at("2018-04-05T12:00:00Z", 10, 300)));
  EXPECT_EQ(relative.update(candle_at("2018-04-06T12:00:00Z", 10, 500)), 2.5);
  EXPECT_FALSE(relative.update(candle_at("2018-04-06T12:01:00Z", 10, 900)));
  EXPECT_EQ(relative.update(candle_at("2018-04-07T12:00:00Z", 10, 100)), 0.25);
}

TEST(relative_volume, takes_the_minute_of_new_york_when_clocks_change) {
  relative_volume relative(asset_class::us_equity, 1);
  EXPECT_FALSE(relative.update(candle_at("2013-03-08T14:30:00Z", 10, 100))) << "09:30 EST";
  EXPECT_EQ(relative.update(candle_at("2013-03-11T13:30:00Z", 10, 200)), 2.0) << "09:30 EDT";
  EXPECT_FALSE(relative.update(candle_at("2013-03-11T14:30:00Z", 10, 200)));
}

TEST(relative_volume, has_no_value_where_nothing_is_usual) {
  relative_volume relative(asset_class::crypto, 1);
  EXPECT_FALSE(relative.update(candle_at("2018-04-04T12:00:00Z", 10, 0)));
  EXPECT_FALSE(relative.update(candle_at("2018-04-05T12:00:00Z", 10, 5)));
  EXPECT_EQ(relative.update(candle_at("2018-04-06T12:00:00Z", 10, 5)), 1.0);
  EXPECT_THROW(relative_volume(asset_class::crypto, 0), std::invalid_argument);
}

} // namespace
} // namespace troupe::trading::session_indicators_test
