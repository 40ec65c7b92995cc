// Exact amounts: text in and out, rounding, and no silent overflow.
#include "trading/market/fixed_point.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <stdexcept>

namespace troupe::trading::fixed_point_test {
namespace {

constexpr auto lowest = std::numeric_limits<std::int64_t>::min();
constexpr auto highest = std::numeric_limits<std::int64_t>::max();
constexpr std::uint64_t seed = 20180404;

// Uniform in its number of bits, so that small and huge values are equally likely.
std::int64_t any_units(std::mt19937_64& random) {
  return static_cast<std::int64_t>(random()) >> (random() % 63);
}

TEST(fixed_point, comes_back_from_its_text_whatever_its_value) {
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 20'000; ++round) {
    const auto units = any_units(random);
    const auto text = exact::format(units);
    const auto parsed = exact::parse(text);
    ASSERT_TRUE(parsed) << text;
    ASSERT_EQ(*parsed, units) << text;
  }
  EXPECT_EQ(*exact::parse(exact::format(lowest)), lowest);
  EXPECT_EQ(*exact::parse(exact::format(highest)), highest);
}

TEST(fixed_point, writes_the_shortest_text) {
  EXPECT_EQ(price::of(150).text(), "150");
  EXPECT_EQ(price{500'000'000}.text(), "0.5");
  EXPECT_EQ(price{-3'250'000'000}.text(), "-3.25");
  EXPECT_EQ(price{1}.text(), "0.000000001");
  EXPECT_EQ(price{}.text(), "0");
  EXPECT_EQ(exact::format(lowest), "-9223372036.854775808");
}

TEST(fixed_point, reads_decimals_of_every_accepted_form) {
  EXPECT_EQ(price::parse("7424.91")->units, 7'424'910'000'000);
  EXPECT_EQ(price::parse(".5")->units, 500'000'000);
  EXPECT_EQ(price::parse("3.")->units, 3'000'000'000);
  EXPECT_EQ(price::parse("-0")->units, 0);
  EXPECT_EQ(price::parse("007.10")->units, 7'100'000'000);
}

TEST(fixed_point, refuses_what_is_not_an_exact_decimal) {
  for (const auto* text : {"", "-", ".", "-.", "1e5", "+1", " 1", "1 ", "1,5", "1.2.3", "nan",
                           "0x1", "--1", "1.0000000001"}) {
    const auto parsed = exact::parse(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.failure().code, "invalid_decimal") << text;
  }
  for (const auto* text : {"9223372036.854775808", "-9223372036.854775809", "10000000000",
                           "99999999999999999999999999999999999999999999999999.5"}) {
    const auto parsed = exact::parse(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.failure().code, "decimal_out_of_range") << text;
  }
}

TEST(fixed_point, rounds_half_away_from_zero) {
  EXPECT_EQ(exact::multiply_divide(5, 1, 2), 3);
  EXPECT_EQ(exact::multiply_divide(-5, 1, 2), -3);
  EXPECT_EQ(exact::multiply_divide(5, -1, 2), -3);
  EXPECT_EQ(exact::multiply_divide(5, 1, -2), -3);
  EXPECT_EQ(exact::multiply_divide(7, 1, 3), 2);
  EXPECT_EQ(exact::multiply_divide(8, 1, 3), 3);
  EXPECT_EQ(exact::multiply_divide(1, 1, 3), 0);
}

TEST(fixed_point, lies_within_half_a_unit_of_the_true_quotient) {
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 20'000; ++round) {
    const auto left = any_units(random) >> 32;
    const auto right = any_units(random) >> 34;
    auto divisor = any_units(random) >> 34;
    divisor += divisor == 0;
    const auto product = left * right;
    const auto size = std::abs(divisor);
    const auto nearest = exact::multiply_divide(left, right, divisor);
    const auto away = exact::multiply_divide_up(left, right, divisor);
    ASSERT_LE(2 * std::abs(nearest * divisor - product), size);
    ASSERT_GE(std::abs(away * divisor), std::abs(product));
    ASSERT_LT(std::abs(away * divisor) - std::abs(product), size);
  }
}

TEST(fixed_point, goes_through_128_bits) {
  EXPECT_EQ(exact::multiply_divide(highest, highest, highest), highest);
  EXPECT_EQ(exact::multiply_divide(lowest, highest, highest), lowest);
  EXPECT_EQ(notional(price::of(9'000'000'000), quantity{1}), money::of(9));
}

TEST(fixed_point, throws_instead_of_wrapping) {
  EXPECT_THROW(exact::add(highest, 1), std::overflow_error);
  EXPECT_THROW(exact::subtract(lowest, 1), std::overflow_error);
  EXPECT_THROW(exact::multiply_divide(highest, 2, 1), std::overflow_error);
  EXPECT_THROW(exact::multiply_divide(lowest, 1, -1), std::overflow_error);
  EXPECT_THROW(exact::multiply_divide(1, 1, 0), std::overflow_error);
  EXPECT_THROW(exact::ceil_to(highest, 1'000), std::overflow_error);
  EXPECT_THROW(exact::floor_to(lowest, 1'000), std::overflow_error);
  EXPECT_THROW(-price{lowest}, std::overflow_error);
  EXPECT_THROW(notional(price::of(100'000), quantity::of(100'000)), std::overflow_error);
}

TEST(fixed_point, floors_and_ceils_to_multiples_below_and_above_zero) {
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 20'000; ++round) {
    const auto units = any_units(random) / 2;
    const auto increment = static_cast<std::int64_t>(random() % 1'000'000) + 1;
    const auto floor = exact::floor_to(units, increment);
    const auto ceil = exact::ceil_to(units, increment);
    ASSERT_EQ(floor % increment, 0);
    ASSERT_EQ(ceil % increment, 0);
    ASSERT_TRUE(floor <= units && units <= ceil);
    ASSERT_TRUE(units - floor < increment && ceil - units < increment);
  }
}

TEST(fixed_point, takes_fees_against_the_trader) {
  EXPECT_EQ(fee_on(money{1}, 25).units, 1);
  EXPECT_EQ(fee_on(money::of(100), 25), *money::parse("0.25"));
  EXPECT_EQ(fee_on(quantity::of(1), 25), *quantity::parse("0.0025"));
  EXPECT_EQ(fee_on(money{}, 25), money{});
}

TEST(fixed_point, takes_a_unit_price_back_out_of_a_notional) {
  EXPECT_EQ(unit_price(money::of(10), quantity::of(3)), *price::parse("3.333333333"));
  EXPECT_EQ(unit_price(money::of(20), quantity::of(3)), *price::parse("6.666666667"));
  EXPECT_THROW(unit_price(money::of(1), quantity{}), std::overflow_error);
}

TEST(fixed_point, admits_only_finite_computed_values) {
  EXPECT_EQ(to_number(0.1), *number::parse("0.1"));
  EXPECT_EQ(to_number(-2.0 / 3.0), *number::parse("-0.666666667"));
  EXPECT_THROW(to_number(std::numeric_limits<double>::infinity()), std::overflow_error);
  EXPECT_THROW(to_number(std::numeric_limits<double>::quiet_NaN()), std::overflow_error);
  EXPECT_THROW(to_number(1e10), std::overflow_error);
}

} // namespace
} // namespace troupe::trading::fixed_point_test
