#include "net/alpaca/wire_text.hpp"

#include "trading/market/fixed_point.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace troupe::net::alpaca::wire_text_test {
namespace {

std::int64_t any_amount(std::mt19937_64& random) {
  const auto bits = std::uniform_int_distribution<int>(1, 63)(random);
  const auto size = static_cast<std::int64_t>(random() >> (64 - bits));
  return random() % 2 == 0 ? size : -size;
}

// "123.45" as "1.2345e2" or "12345e-2": the same value with the point moved by the exponent.
std::string scientific(std::int64_t units, int exponent) {
  return std::to_string(units) + "e" + std::to_string(exponent - 9);
}

TEST(parse_decimal, reads_back_every_amount_that_can_be_written) {
  const std::uint64_t seed = 7;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  for (int round = 0; round < 20'000; ++round) {
    const auto amount = any_amount(random);
    const auto text = trading::exact::format(amount);
    ASSERT_EQ(parse_decimal(text), amount) << text;
    ASSERT_EQ(parse_decimal(scientific(amount, 0)), amount) << text;
  }
}

TEST(parse_decimal, agrees_with_the_exact_parser_on_whatever_that_accepts) {
  const std::uint64_t seed = 11;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  const std::string_view letters = "0123456789.-";
  int accepted = 0;
  for (int round = 0; round < 50'000; ++round) {
    std::string text;
    for (auto length = random() % 12; length > 0; --length)
      text += letters[random() % letters.size()];
    if (const auto exact = trading::exact::parse(text)) {
      ++accepted;
      ASSERT_EQ(parse_decimal(text), *exact) << text;
    }
  }
  EXPECT_GT(accepted, 1000);
}

TEST(parse_decimal, rounds_half_away_from_zero_beyond_nine_decimals) {
  EXPECT_EQ(parse_decimal("101.5714285714285714"), 101'571'428'571);
  EXPECT_EQ(parse_decimal("0.0000000005"), 1);
  EXPECT_EQ(parse_decimal("-0.0000000005"), -1);
  EXPECT_EQ(parse_decimal("0.00000000049999999999999999999999999999999999999999"), 0);
  EXPECT_EQ(parse_decimal("1e-10"), 0);
  EXPECT_EQ(parse_decimal("5E-10"), 1);
}

TEST(parse_decimal, accepts_exponents) {
  EXPECT_EQ(parse_decimal("1e-05"), 10'000);
  EXPECT_EQ(parse_decimal("1.5e+3"), 1'500 * trading::units_per_one);
  EXPECT_EQ(parse_decimal("0e999999999999"), 0);
  EXPECT_EQ(parse_decimal("1e-999999999999"), 0);
  EXPECT_EQ(parse_decimal("1" + std::string(60, '0') + "e-60"), trading::units_per_one);
}

TEST(parse_decimal, refuses_what_does_not_fit) {
  EXPECT_EQ(parse_decimal("9223372036.854775807"), std::numeric_limits<std::int64_t>::max());
  EXPECT_EQ(parse_decimal("9223372036.854775808"), std::nullopt);
  EXPECT_EQ(parse_decimal("1e10"), std::nullopt);
  EXPECT_EQ(parse_decimal("1e400"), std::nullopt);
  EXPECT_EQ(parse_decimal(std::string(200, '9')), std::nullopt);
}

TEST(parse_decimal, refuses_what_is_no_decimal) {
  for (const auto* text : {"", "-", ".", "-.", "1.2.3", "abc", "1e", "1e+", "+1", " 1", "1 ", "--1",
                           "NaN", "Infinity", "0x10", "1e1.5", "null", "[", "\"1\""})
    EXPECT_EQ(parse_decimal(text), std::nullopt) << text;
}

TEST(parse_timestamp, reads_back_every_time_that_can_be_written) {
  const std::uint64_t seed = 13;
  SCOPED_TRACE("seed " + std::to_string(seed));
  std::mt19937_64 random(seed);
  for (int round = 0; round < 20'000; ++round) {
    auto at = static_cast<trading::time_ns>(random() >> 2) - (trading::time_ns{1} << 61);
    if (round % 3 == 0)
      at = trading::floor_time(at, trading::second_ns);
    ASSERT_EQ(parse_timestamp(trading::format_time(at)), at) << trading::format_time(at);
  }
}

TEST(parse_timestamp, accepts_offsets_and_up_to_nine_decimals) {
  EXPECT_EQ(parse_timestamp("2026-11-23T10:14:22.634169784-05:00"),
            parse_timestamp("2026-11-23T15:14:22.634169784Z"));
  EXPECT_EQ(parse_timestamp("2024-09-01T14:13:20.5Z"), 1'725'200'000'500'000'000);
}

TEST(parse_timestamp, refuses_what_is_no_time) {
  for (const auto* text :
       {"", "Z", "2026-11-23", "2026-11-23T10:14:22", "2026-13-23T10:14:22Z",
        "2026-02-30T10:14:22Z", "2026-11-23T24:14:22Z", "2026-11-23T10:60:22Z",
        "2026-11-23T10:14:22.Z", "2026-11-23T10:14:22.1234567890Z", "2026-11-23T10:14:22.12a4Z",
        "2026-11-23X10:14:22Z", "9999-12-31T23:59:59Z", "2026-11-23T10:14:22x05:00"})
    EXPECT_EQ(parse_timestamp(text), std::nullopt) << text;
}

TEST(append_json, escapes_what_json_must_not_hold) {
  std::string out;
  append_json(out, "a\"b\\c\n\x01/é");
  EXPECT_EQ(out, "\"a\\\"b\\\\c\\u000a\\u0001/é\"");
}

} // namespace
} // namespace troupe::net::alpaca::wire_text_test
