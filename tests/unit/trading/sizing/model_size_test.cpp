// Shares of the equity by models of risk, against known values.
#include "trading/sizing/model_size.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace troupe::trading::model_size_test {
namespace {

constexpr double yearly = 0.243850; // of the fifty known closes, as daily ones
constexpr double target = 0.15;

double distance(double entry, double stop) {
  return std::fabs(entry - stop) / entry;
}

TEST(model_size, by_volatility_is_what_is_known) {
  struct known {
    double entry;
    double stop;
    double share;
  };
  for (const auto& each : {known{100, 98, 0.061513}, known{100, 95, 0.024605},
                           known{100, 99.8, 0.123027}, known{90.25, 85, 0.021149}}) {
    const double away = distance(each.entry, each.stop);
    EXPECT_NEAR(safe_share(volatility_share(yearly, target, away), away), each.share, 6e-7);
  }
}

TEST(model_size, by_kelly_is_what_is_known) {
  const double away = distance(100, 98);
  EXPECT_NEAR(safe_share(kelly_share(0.55, 0.03, 0.02, 0.5), away), 0.125, 1e-12);
  EXPECT_NEAR(safe_share(kelly_share(0.6, 0.02, 0.01, 0.5), away), 0.125, 1e-12)
      << "0.40 is held down to a quarter";
  EXPECT_EQ(kelly_share(0.4, 0.02, 0.02, 0.5), 0.0);
  EXPECT_EQ(safe_share(kelly_share(0.4, 0.02, 0.02, 0.5), away), 0.001) << "the least there is";
  EXPECT_EQ(kelly_share(0.9, 0.02, 0.0, 1.0), 0.0) << "of losses nothing is known";
}

TEST(model_size, by_parity_and_by_range_is_what_is_known) {
  EXPECT_NEAR(safe_share(parity_share(yearly, target), std::nullopt), 0.061513, 6e-7);
  EXPECT_NEAR(safe_share(range_share(2.303571, 2, 100, 0.02), distance(100, 95)), 0.2, 1e-12);
}

TEST(model_size, never_loses_more_than_two_percent_at_the_stop) {
  for (double share = 0.0; share < 1.0; share += 0.013)
    for (double away = 0.002; away < 0.5; away += 0.007) {
      const double safe = safe_share(share, away);
      ASSERT_LE(safe * away, 0.02 + 1e-12);
      ASSERT_LE(safe, 0.2);
      ASSERT_GE(safe, 0.001);
    }
}

TEST(model_size, grows_with_calm) {
  double before = 1.0;
  for (double volatility = 0.01; volatility < 2.0; volatility += 0.01) {
    const double now = volatility_share(volatility, target, 0.02);
    ASSERT_LE(now, before);
    before = now;
  }
}

} // namespace
} // namespace troupe::trading::model_size_test
