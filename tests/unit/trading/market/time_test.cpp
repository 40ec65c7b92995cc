// Instants as text: RFC 3339 and epochs.
#include "trading/market/time.hpp"

#include <gtest/gtest.h>

#include <random>

namespace troupe::trading::time_test {
namespace {

constexpr std::uint64_t seed = 1970;
constexpr time_ns april_4 = 1'522'800'000 * second_ns; // 2018-04-04T00:00:00Z

TEST(time, reads_rfc_3339_with_offsets_and_decimals) {
  EXPECT_EQ(*parse_time("2018-04-04T00:00:00Z"), april_4);
  EXPECT_EQ(*parse_time("2018-04-04t02:00:00+02:00"), april_4);
  EXPECT_EQ(*parse_time("2018-04-03 18:30:00-05:30"), april_4);
  EXPECT_EQ(*parse_time("2018-04-04T00:00:00.5Z"), april_4 + second_ns / 2);
  EXPECT_EQ(*parse_time("2018-04-04T00:00:59.999000Z"), april_4 + 59'999'000'000);
  EXPECT_EQ(*parse_time("2018-04-04T00:00:00.000000001Z"), april_4 + 1);
  EXPECT_EQ(*parse_time("1969-12-31T23:59:59.999999999Z"), -1);
  EXPECT_EQ(*parse_time("2016-02-29T00:00:00Z"), 1'456'704'000 * second_ns);
}

TEST(time, reads_epoch_seconds_and_milliseconds) {
  EXPECT_EQ(*parse_time("1522800000"), april_4);
  EXPECT_EQ(*parse_time("1522800000123"), april_4 + 123'000'000);
  EXPECT_EQ(*parse_time("0"), 0);
  EXPECT_EQ(*parse_time("-1"), -second_ns);
}

TEST(time, refuses_what_is_no_instant) {
  for (const auto* text :
       {"", "-", "2018-04-04", "2018-04-04T00:00:00", "2018-04-04T00:00:00.Z",
        "2018-04-04T00:00:00.0000000001Z", "2018-13-01T00:00:00Z", "2018-02-29T00:00:00Z",
        "2018-04-04T24:00:00Z", "2018-04-04T00:60:00Z", "2018-04-04T00:00:60Z",
        "2018-04-04T00:00:00+0200", "2018-04-04T00:00:00+24:00", "2018-04-04T00:00:00Zx", "now",
        "9999-01-01T00:00:00Z", "99999999999999999999", "1.5"}) {
    const auto parsed = parse_time(text);
    ASSERT_FALSE(parsed) << text;
    EXPECT_EQ(parsed.failure().code, "invalid_timestamp") << text;
  }
}

TEST(time, comes_back_from_its_text_whatever_the_instant) {
  SCOPED_TRACE(seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 20'000; ++round) {
    const auto at = (static_cast<time_ns>(random()) >> (random() % 40)) / 2;
    const auto text = format_time(at);
    const auto parsed = parse_time(text);
    ASSERT_TRUE(parsed) << text;
    ASSERT_EQ(*parsed, at) << text;
  }
}

TEST(time, writes_as_many_decimals_as_needed) {
  EXPECT_EQ(format_time(april_4), "2018-04-04T00:00:00Z");
  EXPECT_EQ(format_time(april_4 + second_ns / 2), "2018-04-04T00:00:00.5Z");
  EXPECT_EQ(format_time(april_4 + 1'000), "2018-04-04T00:00:00.000001Z");
  EXPECT_EQ(format_time(-1), "1969-12-31T23:59:59.999999999Z");
}

TEST(time, finds_the_start_of_a_span_before_and_after_1970) {
  EXPECT_EQ(floor_time(april_4 + 7 * minute_ns, 5 * minute_ns), april_4 + 5 * minute_ns);
  EXPECT_EQ(floor_time(april_4, day_ns), april_4);
  EXPECT_EQ(floor_time(-1, minute_ns), -minute_ns);
}

} // namespace
} // namespace troupe::trading::time_test
