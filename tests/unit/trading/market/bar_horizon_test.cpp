#include "trading/market/bar_horizon.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::bar_horizon_test {
namespace {

bar minute_bar(time_ns start_ns) {
  bar candle;
  candle.symbol = symbol::of("AAPL");
  candle.start_ns = start_ns;
  return candle;
}

TEST(bar_horizon, is_the_latest_end_of_live_and_historical_bars) {
  bar_horizon horizon;
  EXPECT_FALSE(horizon.end_of(symbol::of("AAPL")));
  horizon.fold(history_bar{minute_bar(5 * minute_ns)});
  horizon.fold(minute_bar(7 * minute_ns));
  horizon.fold(minute_bar(6 * minute_ns));
  EXPECT_EQ(horizon.end_of(symbol::of("AAPL")), 8 * minute_ns);
  EXPECT_TRUE(horizon.knows(minute_bar(7 * minute_ns)));
  EXPECT_FALSE(horizon.knows(minute_bar(8 * minute_ns)));
  EXPECT_FALSE(horizon.end_of(symbol::of("MSFT")));
}

TEST(bar_horizon, begins_anew_with_another_brokers_account) {
  bar_horizon horizon;
  session_started session;
  session.broker_account = "first";
  horizon.fold(session);
  horizon.fold(minute_bar(5 * minute_ns));
  horizon.fold(session);
  EXPECT_TRUE(horizon.end_of(symbol::of("AAPL")));
  session.broker_account = "second";
  horizon.fold(session);
  EXPECT_FALSE(horizon.end_of(symbol::of("AAPL")));
}

} // namespace
} // namespace troupe::trading::bar_horizon_test
