#include "net/venue/market_replay.hpp"

#include <gtest/gtest.h>

namespace troupe::net::venue::market_replay_test {
namespace {

using trading::minute_ns;

const auto apple = trading::symbol::of("AAPL");
const auto bitcoin = trading::symbol::of("BTC/USD");

trading::bar bar_at(const trading::symbol& of, trading::time_ns start_ns) {
  trading::bar made;
  made.symbol = of;
  made.start_ns = start_ns;
  return made;
}

trading::quote quote_at(const trading::symbol& of, trading::time_ns at) {
  trading::quote made;
  made.symbol = of;
  made.market_ns = at;
  return made;
}

std::vector<market_instant> all_of(market_source& source) {
  std::vector<market_instant> told;
  while (auto instant = source.next())
    told.push_back(std::move(*instant));
  return told;
}

TEST(market_replay, publishes_a_bar_at_its_end_and_orders_ties_by_symbol_then_kind) {
  const auto source =
      market_replay::open({bar_at(bitcoin, 0), bar_at(apple, 0)},
                          {quote_at(bitcoin, minute_ns), quote_at(apple, minute_ns)});
  ASSERT_TRUE(source);
  const auto told = all_of(**source);
  ASSERT_EQ(told.size(), 1u);
  EXPECT_EQ(told[0].at, minute_ns);
  const auto& events = told[0].events;
  ASSERT_EQ(events.size(), 4u);
  EXPECT_EQ(symbol_of(events[0]), apple);
  EXPECT_TRUE(std::holds_alternative<trading::quote>(events[0]));
  EXPECT_TRUE(std::holds_alternative<trading::bar>(events[1]));
  EXPECT_EQ(symbol_of(events[2]), bitcoin);
  EXPECT_TRUE(std::holds_alternative<trading::quote>(events[2]));
}

TEST(market_replay, tells_every_whole_minute_of_a_stretch_of_five_minutes) {
  const auto source = market_replay::open({bar_at(apple, 0), bar_at(apple, 5 * minute_ns)}, {});
  const auto told = all_of(**source);
  ASSERT_EQ(told.size(), 6u);
  for (std::size_t index = 0; index < told.size(); ++index) {
    EXPECT_EQ(told[index].at, static_cast<trading::time_ns>(index + 1) * minute_ns);
    EXPECT_EQ(told[index].events.empty(), index != 0 && index != 5);
    EXPECT_EQ(told[index].crosses_gap, index == 0);
  }
}

TEST(market_replay, crosses_a_longer_stretch_right_after_five_minutes) {
  const auto source = market_replay::open({bar_at(apple, 0)}, {quote_at(apple, 600 * minute_ns)});
  const auto told = all_of(**source);
  ASSERT_EQ(told.size(), 7u);
  EXPECT_EQ(told[5].at, 6 * minute_ns);
  EXPECT_TRUE(told[5].events.empty());
  EXPECT_EQ(told[6].at, 600 * minute_ns);
  EXPECT_TRUE(told[6].crosses_gap);
}

TEST(market_replay, tells_the_same_market_whatever_the_order_of_its_rows) {
  std::vector<trading::bar> forwards;
  for (int minute = 0; minute < 30; ++minute)
    for (const auto& of : {apple, bitcoin})
      forwards.push_back(bar_at(of, minute * minute_ns));
  const std::vector<trading::bar> backwards(forwards.rbegin(), forwards.rend());
  const auto first = market_replay::open(forwards, {});
  const auto second = market_replay::open(backwards, {});
  const auto left = all_of(**first);
  const auto right = all_of(**second);
  ASSERT_EQ(left.size(), right.size());
  for (std::size_t index = 0; index < left.size(); ++index)
    EXPECT_EQ(left[index].events, right[index].events);
}

TEST(market_replay, refuses_to_replay_nothing) {
  const auto source = market_replay::open({}, {});
  ASSERT_FALSE(source);
  EXPECT_EQ(source.failure().code, "no_data");
}

} // namespace
} // namespace troupe::net::venue::market_replay_test
