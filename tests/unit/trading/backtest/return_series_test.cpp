// The ratios are those of the definitions, computed the long way.
#include "trading/backtest/return_series.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

namespace troupe::trading::return_series_test {
namespace {

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const auto each : values)
    sum += each;
  return sum / static_cast<double>(values.size());
}

TEST(return_series, takes_the_last_value_of_each_span) {
  return_series series(day_ns);
  series.add(0, money::of(50));
  series.add(day_ns - 1, money::of(100));
  series.add(day_ns, money::of(70));
  series.add(2 * day_ns - 1, money::of(110));
  series.finish();
  EXPECT_EQ(series.count(), 1u);
  EXPECT_FALSE(series.sharpe(365)); // one return has no deviation
}

TEST(return_series, has_no_return_of_spans_in_which_nothing_was_told) {
  return_series series(minute_ns);
  for (const int minute : {0, 1, 60, 5'000})
    series.add(minute * minute_ns, money::of(100 + minute));
  series.finish();
  EXPECT_EQ(series.count(), 3u);
}

TEST(return_series, has_no_ratio_where_its_divisor_is_nothing) {
  return_series rising(minute_ns);
  for (int minute = 0; minute < 10; ++minute)
    rising.add(minute * minute_ns, money::of(100 + minute));
  rising.finish();
  EXPECT_TRUE(rising.sharpe(365));
  EXPECT_FALSE(rising.sortino(365));
  return_series still(minute_ns);
  for (int minute = 0; minute < 10; ++minute)
    still.add(minute * minute_ns, money::of(100));
  still.finish();
  EXPECT_FALSE(still.sharpe(365));
}

TEST(return_series, agrees_with_the_definitions) {
  const auto seed = 7u;
  std::mt19937 random(seed);
  for (int round = 0; round < 50; ++round) {
    return_series series(minute_ns);
    std::vector<double> returns;
    std::int64_t worth = 100'000;
    for (int minute = 0; minute < 200; ++minute) {
      const auto next = std::max<std::int64_t>(10, worth + static_cast<int>(random() % 999) - 490);
      if (minute > 0)
        returns.push_back(static_cast<double>(next) / static_cast<double>(worth) - 1);
      worth = next;
      series.add(minute * minute_ns, money::of(worth));
    }
    series.finish();
    const double mean = mean_of(returns);
    double squares = 0;
    double downside = 0;
    for (const auto each : returns) {
      squares += (each - mean) * (each - mean);
      downside += std::min(each, 0.0) * std::min(each, 0.0);
    }
    const auto count = static_cast<double>(returns.size());
    const double sharpe = mean / std::sqrt(squares / (count - 1)) * std::sqrt(365.0);
    const double sortino = mean / std::sqrt(downside / count) * std::sqrt(365.0);
    EXPECT_NEAR(series.sharpe(365).value(), sharpe, 1e-9) << "seed " << seed;
    EXPECT_NEAR(series.sortino(365).value(), sortino, 1e-9) << "seed " << seed;
  }
}

} // namespace
} // namespace troupe::trading::return_series_test
