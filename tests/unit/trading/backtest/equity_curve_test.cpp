// Falls are exact however long the run is, and the line stays short.
#include "trading/backtest/equity_curve.hpp"

#include <gtest/gtest.h>

#include <random>

namespace troupe::trading::equity_curve_test {
namespace {

TEST(equity_curve, tells_the_deepest_fall_from_the_highest_value_before_it) {
  equity_curve curve;
  int at = 0;
  for (const int worth : {100, 120, 90, 110, 130, 125, 140})
    curve.add(++at * minute_ns, money::of(worth));
  EXPECT_EQ(curve.drawdown(), money::of(30));
  EXPECT_DOUBLE_EQ(curve.drawdown_share(), 0.25);
  EXPECT_EQ(curve.drawdown_ns(), 2 * minute_ns);
  EXPECT_EQ(curve.highest(), money::of(140));
}

TEST(equity_curve, knows_no_fall_of_what_only_rises) {
  equity_curve curve;
  for (int at = 1; at < 50; ++at)
    curve.add(at * second_ns, money::of(at));
  EXPECT_EQ(curve.drawdown(), money{});
  EXPECT_EQ(curve.drawdown_ns(), 0);
}

// Against the whole walk, looked through twice.
TEST(equity_curve, stays_short_and_loses_neither_the_deepest_fall_nor_the_last_value) {
  const auto seed = 20'261'128u;
  RecordProperty("seed", static_cast<int>(seed));
  std::mt19937 random(seed);
  for (int round = 0; round < 20; ++round) {
    equity_curve curve;
    std::int64_t worth = 100'000;
    double deepest = 0;
    std::int64_t highest = 0;
    time_ns at = 0;
    for (int step = 0; step < 30'000; ++step) {
      at += (1 + static_cast<time_ns>(random() % 200)) * second_ns;
      worth = std::max<std::int64_t>(1, worth + static_cast<int>(random() % 201) - 100);
      highest = std::max(highest, worth);
      deepest = std::max(deepest, static_cast<double>(highest - worth) /
                                      static_cast<double>(highest));
      curve.add(at, money::of(worth));
    }
    const auto& points = curve.points();
    ASSERT_LE(points.size(), equity_curve::points_max);
    EXPECT_GT(points.size(), equity_curve::points_max / 4);
    double drawn = 0;
    for (std::size_t index = 0; index < points.size(); ++index) {
      drawn = std::max(drawn, points[index].drawdown);
      if (index > 0) {
        EXPECT_LT(points[index - 1].at_ns, points[index].at_ns);
      }
    }
    EXPECT_NEAR(drawn, deepest, 1e-12) << "seed " << seed << ", round " << round;
    EXPECT_NEAR(curve.drawdown_share(), deepest, 1e-12);
    EXPECT_EQ(points.back().equity, money::of(worth));
    EXPECT_EQ(points.back().at_ns, at);
  }
}

} // namespace
} // namespace troupe::trading::equity_curve_test
