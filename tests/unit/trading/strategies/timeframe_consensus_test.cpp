// What timeframes say together, against known values.
#include "trading/strategies/timeframe_consensus.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace troupe::trading::timeframe_consensus_test {
namespace {

constexpr auto unknown = std::nullopt;

TEST(timeframe_consensus, aligns_where_those_that_confirm_agree_with_the_primary_one) {
  EXPECT_EQ(consensus_of({unknown, 0.5, 0.5, 0.5}).aligned, 1.0);
  EXPECT_EQ(consensus_of({unknown, 0.5, -0.5, -0.5}).aligned, 0.0);
  const auto half = consensus_of({unknown, 0.9, 0.9, unknown});
  EXPECT_EQ(half.aligned, 0.5);
  EXPECT_EQ(half.direction, 0) << "half is not enough";
}

TEST(timeframe_consensus, follows_timeframes_that_agree) {
  const auto said = consensus_of({0.6, 0.8, 0.9, 0.7});
  EXPECT_NEAR(said.score, 0.611, 1e-9);
  EXPECT_NEAR(said.strength, 0.611, 1e-9);
  EXPECT_EQ(said.severity, 0.0);
  EXPECT_EQ(said.direction, 1);
  EXPECT_EQ(said.way, consensus_way::agreement);
  EXPECT_NEAR(said.confidence, 0.611, 1e-9);
}

TEST(timeframe_consensus, weighs_a_conflict) {
  const auto mixed = consensus_of({0.5, -0.8, 0.9, 0.7});
  EXPECT_NEAR(mixed.score, 0.1935, 1e-9);
  consensus_settings without_primary;
  without_primary.primary_min = 0.9;
  without_primary.consensus_min = 0.1;
  EXPECT_EQ(consensus_of({0.5, -0.8, 0.9, 0.7}, without_primary).direction, 1);

  const auto even = consensus_of({unknown, unknown, 0.2, -0.2});
  EXPECT_NEAR(even.score, 0.02, 1e-9);
  EXPECT_EQ(even.direction, 0);
  EXPECT_EQ(even.way, consensus_way::none);

  const auto overridden = consensus_of({unknown, 0.8, -0.7, 0.6});
  EXPECT_NEAR(overridden.score, 0.11775, 1e-9);
  EXPECT_NEAR(overridden.severity, 0.385827, 6e-7);
  EXPECT_EQ(overridden.way, consensus_way::primary);
  EXPECT_EQ(overridden.direction, 1);
  EXPECT_EQ(overridden.confidence, 0.7);
}

TEST(timeframe_consensus, resolves_a_conflict_by_the_longest_last) {
  const auto by_longest = consensus_of({unknown, 0.1, -0.1, -0.5});
  EXPECT_EQ(by_longest.way, consensus_way::longest);
  EXPECT_EQ(by_longest.direction, -1);
  EXPECT_EQ(by_longest.confidence, 0.6);
  consensus_settings stubborn;
  stubborn.resolves_conflicts = false;
  EXPECT_EQ(consensus_of({unknown, 0.8, -0.7, 0.6}, stubborn).direction, 0);
}

TEST(timeframe_consensus, is_mirrored_when_every_trend_is) {
  std::mt19937_64 random(37);
  for (int round = 0; round < 2'000; ++round) {
    timeframe_trends trends;
    timeframe_trends mirrored;
    for (std::size_t index = 0; index < timeframes; ++index) {
      const auto drawn = random() % 18;
      if (drawn == 17)
        continue;
      trends[index] = static_cast<double>(drawn) / 8.0 - 1.0;
      mirrored[index] = -*trends[index];
    }
    const auto said = consensus_of(trends);
    const auto other = consensus_of(mirrored);
    ASSERT_EQ(said.direction, -other.direction) << round;
    ASSERT_EQ(said.way, other.way);
    ASSERT_EQ(said.confidence, other.confidence);
    ASSERT_EQ(said.score, -other.score);
    ASSERT_LE(said.strength, 1.0);
    ASSERT_LE(said.severity, 0.5);
    ASSERT_EQ(said.direction == 0, said.way == consensus_way::none);
  }
}

} // namespace
} // namespace troupe::trading::timeframe_consensus_test
