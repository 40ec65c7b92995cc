#include "trading/market/tick_merge.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::tick_merge_test {
namespace {

TEST(tick_merge, yields_a_step_when_every_stream_has_told_it) {
  tick_merge ticks(2);
  EXPECT_FALSE(ticks.tell(0, {100, 1, false}));
  EXPECT_EQ(ticks.tell(1, {100, 1, false}), (market_instant{100, 1, false}));
  EXPECT_FALSE(ticks.tell(1, {160, 2, false}));
  EXPECT_EQ(ticks.tell(0, {160, 2, false}), (market_instant{160, 2, false}));
}

TEST(tick_merge, without_lockstep_goes_by_the_slowest_stream_and_never_back) {
  tick_merge ticks(2);
  EXPECT_FALSE(ticks.tell(0, {100, 0, false}));
  EXPECT_FALSE(ticks.tell(0, {200, 0, false}));
  EXPECT_EQ(ticks.tell(1, {150, 0, false})->market_ns, 150);
  EXPECT_FALSE(ticks.tell(1, {150, 0, false}));
  EXPECT_EQ(ticks.tell(1, {300, 0, false})->market_ns, 200);
}

TEST(tick_merge, ends_when_every_stream_has_ended) {
  tick_merge ticks(2);
  EXPECT_FALSE(ticks.tell(0, {100, 0, true}));
  EXPECT_FALSE(ticks.tell(1, {90, 0, false})->end);
  EXPECT_TRUE(ticks.tell(1, {100, 0, true})->end);
}

} // namespace
} // namespace troupe::trading::tick_merge_test
