// Our own logarithm against the standard library's.
#include "trading/market/natural_logarithm.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>
#include <stdexcept>

namespace troupe::trading::natural_logarithm_test {
namespace {

constexpr std::uint64_t seed = 27'18;

TEST(natural_logarithm, agrees_with_extended_precision_everywhere) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> exponent(-700.0, 700.0);
  std::uniform_real_distribution<double> near_one(0.5, 2.0);
  for (int round = 0; round < 20'000; ++round) {
    SCOPED_TRACE(seed);
    const double of = round % 2 == 0 ? std::exp(exponent(random)) : near_one(random);
    const auto expected = static_cast<double>(std::log(static_cast<long double>(of)));
    ASSERT_NEAR(natural_logarithm(of), expected, 4e-16 * std::max(1.0, std::fabs(expected))) << of;
  }
}

TEST(natural_logarithm, is_exact_where_it_can_be) {
  EXPECT_EQ(natural_logarithm(1.0), 0.0);
  EXPECT_EQ(natural_logarithm(2.0), std::log(2.0));
  EXPECT_EQ(natural_logarithm(0.5), -std::log(2.0));
  EXPECT_NEAR(natural_logarithm(1.0 + 1e-12), 1e-12, 1e-16);
}

TEST(natural_logarithm, takes_positive_finite_numbers_only) {
  for (const double of : {0.0, -1.0, std::numeric_limits<double>::infinity(),
                          std::numeric_limits<double>::quiet_NaN()})
    EXPECT_THROW(natural_logarithm(of), std::domain_error);
}

} // namespace
} // namespace troupe::trading::natural_logarithm_test
