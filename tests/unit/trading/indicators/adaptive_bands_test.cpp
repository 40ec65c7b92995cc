// Bands at known volatility ratios, and what holds at any.
#include "trading/indicators/adaptive_bands.hpp"

#include <gtest/gtest.h>

#include <random>

namespace troupe::trading::adaptive_bands_test {
namespace {

constexpr std::uint64_t seed = 40;

struct known_bands {
  double lower;
  double upper;
  double sensitivity;
  double ratio;
  double expected_lower;
  double expected_upper;
};

// What would lie beyond 0 and 100 is held there.
constexpr known_bands known[]{
    {35, 100, 1.5, 0.3, 45, 90},
    {35, 100, 1.5, 0.5, 45, 90},
    {35, 100, 1.5, 0.7, 35, 100},
    {35, 100, 1.5, 1.0, 35, 100},
    {35, 100, 1.5, 1.5, 35, 100},
    {35, 100, 1.5, 1.6, 17, 100},
    {35, 100, 1.5, 1.904762, 7.85714, 100},
    {35, 100, 1.5, 2, 5, 100},
    {35, 100, 1.5, 3, 0, 100},
    {20, 80, 1.5, 0.5, 30, 70},
    {20, 80, 1.5, 1.6, 2, 98},
    {20, 80, 1.5, 2, 0, 100},
    {35, 100, 0.7, 0.7, 44, 91},
    {35, 100, 0.7, 1.0, 35, 100},
    {35, 100, 0.7, 1.4, 23, 100},
};

TEST(adaptive_bands, are_where_they_are_known_to_be) {
  for (const auto& each : known) {
    SCOPED_TRACE(each.ratio);
    const adaptive_band_settings chosen{
        .lower = each.lower, .upper = each.upper, .sensitivity = each.sensitivity};
    const auto bands = adaptive_bands::at(chosen, each.ratio);
    EXPECT_NEAR(bands.lower, each.expected_lower, 1e-5);
    EXPECT_NEAR(bands.upper, each.expected_upper, 1e-5);
  }
}

TEST(adaptive_bands, stay_as_they_are_while_the_ratio_is_not_known) {
  const auto bands = adaptive_bands::at({}, std::nullopt);
  EXPECT_EQ(bands.lower, 20.0);
  EXPECT_EQ(bands.upper, 80.0);
  EXPECT_FALSE(bands.ratio);
}

TEST(adaptive_bands, keep_order_and_bounds_at_any_ratio) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> anywhere(0.0, 100.0);
  for (int round = 0; round < 20'000; ++round) {
    SCOPED_TRACE(seed);
    adaptive_band_settings chosen;
    chosen.lower = anywhere(random);
    chosen.upper = anywhere(random);
    chosen.sensitivity = anywhere(random) / 30.0;
    chosen.min_width = anywhere(random) / 2.0;
    const auto bands = adaptive_bands::at(chosen, anywhere(random) / 20.0);
    ASSERT_TRUE(0.0 <= bands.lower && bands.lower <= bands.upper && bands.upper <= 100.0);
  }
}

TEST(adaptive_bands, widen_with_volatility) {
  double lower = 100;
  double upper = 0;
  for (int step = 0; step <= 400; ++step) {
    const auto bands = adaptive_bands::at({}, step / 100.0);
    ASSERT_LE(bands.lower, lower + 1e-12);
    ASSERT_GE(bands.upper, upper - 1e-12);
    lower = bands.lower;
    upper = bands.upper;
  }
}

} // namespace
} // namespace troupe::trading::adaptive_bands_test
