// What the windows under the indicators guarantee, and the line of the SuperTrend.
#include "trading/indicators/rolling_deviation.hpp"
#include "trading/indicators/super_trend.hpp"
#include "trading/indicators/weighted_moving_average.hpp"

#include "series.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace troupe::trading::windows_test {
namespace {

constexpr std::uint64_t seed = 1'993;

TEST(rolling_deviation, is_zero_in_a_flat_window_to_the_bit) {
  rolling_deviation window(5);
  for (const double value : {1e9, 3.7, 0.1, 0.1, 0.1, 0.1})
    window.update(value);
  const auto flat = window.update(0.1);
  EXPECT_EQ(flat->deviation, 0.0);
  EXPECT_EQ(flat->mean, 0.1);
}

TEST(rolling_deviation, keeps_its_digits_far_from_zero) {
  rolling_deviation window(20);
  std::optional<rolling_deviation::figures> last;
  for (int index = 0; index < 1'000'003; ++index)
    last = window.update(1e9 + (index % 2 == 0 ? 0.5 : -0.5));
  EXPECT_NEAR(last->deviation, 0.5, 1e-9);
}

TEST(rolling_deviation, needs_two_values_of_a_sample) {
  EXPECT_THROW(rolling_deviation(1, deviation_kind::sample), std::invalid_argument);
  EXPECT_THROW(rolling_deviation(0), std::invalid_argument);
  EXPECT_EQ(rolling_deviation(1).update(4.0)->deviation, 0.0);
}

TEST(weighted_moving_average, forgets_what_has_left_the_window) {
  weighted_moving_average disturbed(4);
  weighted_moving_average fresh(4);
  for (const double value : {1e17, -3.3e16, 0.7, 5.0})
    disturbed.update(value);
  std::optional<double> left;
  std::optional<double> right;
  for (const double value : {0.1, 0.2, 0.3, 0.4}) {
    left = disturbed.update(value);
    right = fresh.update(value);
  }
  EXPECT_EQ(left, right);
}

TEST(super_trend, moves_its_line_with_the_trend_only_and_changes_sides_at_the_close) {
  int changes = 0;
  for (std::uint64_t round = 0; round < 10; ++round) {
    SCOPED_TRACE(seed + round);
    super_trend machine(10, 1.5);
    std::optional<super_trend::lines> before;
    for (const auto& candle : random_candles(seed + round, 400)) {
      const auto now = machine.update(candle);
      if (now && before && now->up == before->up) {
        ASSERT_TRUE(now->up ? now->line >= before->line : now->line <= before->line);
        ASSERT_TRUE(now->up ? candle.close >= now->line : candle.close <= now->line);
      }
      changes += now && before && now->up != before->up;
      before = now;
    }
  }
  EXPECT_GT(changes, 50);
}

TEST(super_trend, turns_up_when_the_close_leaves_the_upper_band_below_it) {
  super_trend machine(2, 1.0);
  EXPECT_FALSE(machine.update({0, 10, 11, 9, 10, 1}));
  const auto down = machine.update({minute_ns, 10, 11, 9, 10, 1});
  EXPECT_FALSE(down->up);
  EXPECT_EQ(down->line, 12.0) << "middle 10, range 2";
  const auto up = machine.update({2 * minute_ns, 12, 14, 12, 14, 1});
  EXPECT_TRUE(up->up);
  EXPECT_EQ(up->line, 13.0 - 3.0) << "middle 13, range (2 + 4) / 2";
}

} // namespace
} // namespace troupe::trading::windows_test
