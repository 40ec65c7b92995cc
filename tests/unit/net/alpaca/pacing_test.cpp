#include "net/alpaca/back_off.hpp"
#include "net/alpaca/token_bucket.hpp"

#include <gtest/gtest.h>

#include <string>

namespace troupe::net::alpaca::pacing_test {
namespace {

using namespace std::chrono_literals;
using duration = token_bucket::duration;

constexpr token_bucket::time_point start{1h};

TEST(token_bucket, lets_everything_pass_until_a_limit_is_known) {
  token_bucket bucket;
  for (int request = 0; request < 1000; ++request) {
    ASSERT_EQ(bucket.wait(start), duration::zero());
    bucket.take(start);
  }
}

TEST(token_bucket, never_lets_more_pass_than_the_limit_over_any_minute_after_the_burst) {
  constexpr int limit = 200;
  token_bucket bucket;
  bucket.learn(limit, 0, 0, start);
  int passed = 0;
  for (auto now = start; now < start + 10min; now += 7ms)
    if (bucket.wait(now) == duration::zero()) {
      bucket.take(now);
      ++passed;
    }
  EXPECT_LE(passed, 10 * limit);
  EXPECT_GT(passed, 9 * limit);
}

TEST(token_bucket, takes_over_what_the_venue_counts) {
  token_bucket bucket;
  bucket.learn(60, 3, 1, start);
  for (int request = 0; request < 2; ++request) {
    ASSERT_EQ(bucket.wait(start), duration::zero());
    bucket.take(start);
  }
  EXPECT_EQ(bucket.wait(start), duration(1s));
  EXPECT_EQ(bucket.wait(start + 600ms), duration(400ms));
  EXPECT_EQ(bucket.wait(start + 1s), duration::zero());
}

TEST(token_bucket, holds_everything_for_as_long_as_it_is_told) {
  token_bucket bucket;
  bucket.hold(5s, start);
  bucket.hold(1s, start);
  EXPECT_EQ(bucket.wait(start + 2s), duration(3s));
  EXPECT_EQ(bucket.wait(start + 5s), duration::zero());
}

TEST(back_off, doubles_up_to_its_bound_within_half_of_it) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    back_off pause({100ms, 1000ms}, seed);
    for (const auto whole : {100ms, 200ms, 400ms, 800ms, 1000ms, 1000ms}) {
      const auto taken = pause.next();
      EXPECT_LE(taken, whole);
      EXPECT_GE(taken, whole / 2);
    }
    pause.reset();
    EXPECT_LE(pause.next(), 100ms);
    EXPECT_GE(pause.longest(), 500ms);
  }
}

TEST(back_off, is_the_same_for_the_same_seed_and_differs_between_seeds) {
  const auto sequence = [](std::uint64_t seed) {
    back_off pause({1000ms, 30000ms}, seed);
    std::string text;
    for (int attempt = 0; attempt < 5; ++attempt)
      text += std::to_string(pause.next().count()) + " ";
    return text;
  };
  EXPECT_EQ(sequence(1), sequence(1));
  EXPECT_NE(sequence(1), sequence(2));
}

} // namespace
} // namespace troupe::net::alpaca::pacing_test
