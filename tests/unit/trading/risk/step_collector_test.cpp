#include "trading/risk/step_collector.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>

namespace troupe::trading::step_collector_test {
namespace {

wish wanted(std::string_view name, term strategy) {
  wish of;
  of.decision.market_ns = 100;
  of.decision.symbol = symbol::of(name);
  of.decision.strategy = strategy;
  return of;
}

TEST(step_collector, completes_a_step_when_every_shard_and_the_feed_are_done) {
  step_collector steps(2);
  EXPECT_FALSE(steps.shard_done(1, 0));
  EXPECT_FALSE(steps.shard_done(1, 0));
  EXPECT_FALSE(steps.feed_done(1));
  EXPECT_TRUE(steps.shard_done(1, 1));
  EXPECT_FALSE(steps.feed_done(2));
}

TEST(step_collector, yields_the_wishes_in_one_order_however_they_arrive) {
  for (unsigned seed = 0; seed < 50; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::vector<wish> wishes{wanted("BTC/USD", "a"), wanted("AAPL", "b"), wanted("AAPL", "a"),
                             wanted("ETH/USD", "a")};
    std::shuffle(wishes.begin(), wishes.end(), std::mt19937{seed});
    step_collector steps(1);
    for (auto& each : wishes)
      steps.add(std::move(each));
    EXPECT_FALSE(steps.feed_done(5));
    const auto ordered = steps.shard_done(5, 0);
    ASSERT_TRUE(ordered);
    std::string order;
    for (const auto& each : *ordered)
      order.append(each.decision.symbol.text()).append(":").append(each.decision.strategy) += ' ';
    EXPECT_EQ(order, "AAPL:a AAPL:b BTC/USD:a ETH/USD:a ");
  }
}

TEST(step_collector, keeps_nothing_for_the_next_step) {
  step_collector steps(1);
  steps.add(wanted("AAPL", "a"));
  EXPECT_FALSE(steps.feed_done(1));
  EXPECT_EQ(steps.shard_done(1, 0)->size(), 1u);
  EXPECT_FALSE(steps.feed_done(2));
  EXPECT_TRUE(steps.shard_done(2, 0)->empty());
}

} // namespace
} // namespace troupe::trading::step_collector_test
