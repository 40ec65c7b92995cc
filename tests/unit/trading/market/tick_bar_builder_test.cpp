// Ticks into bars: order, lateness, and that nothing is invented.
#include "trading/market/tick_bar_builder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <stdexcept>

namespace troupe::trading::tick_bar_builder_test {
namespace {

constexpr std::uint64_t seed = 60;
const auto btc = symbol::of("BTC/USD");

trade trade_at(time_ns at, std::int64_t level, std::uint64_t id = 1, std::int64_t size = 2) {
  return {btc, at, price::of(level), quantity::of(size), id};
}

quote quote_at(time_ns at, std::int64_t bid, std::int64_t ask) {
  return {btc, at, price::of(bid), quantity::of(1), price::of(ask), quantity::of(1)};
}

TEST(tick_bar_builder, publishes_a_bar_when_market_time_passes_its_end) {
  tick_bar_builder builder(btc);
  EXPECT_TRUE(builder.fold(trade_at(1 * second_ns, 10)).empty());
  EXPECT_TRUE(builder.fold(trade_at(2 * second_ns, 14)).empty());
  EXPECT_TRUE(builder.fold(trade_at(59 * second_ns, 12)).empty());
  const auto published = builder.fold(trade_at(60 * second_ns, 90));
  ASSERT_EQ(published.size(), 1U);
  const auto& bar = published.front();
  EXPECT_EQ(bar.start_ns, 0);
  EXPECT_EQ(bar.end_ns(), minute_ns);
  EXPECT_EQ(bar.open, price::of(10));
  EXPECT_EQ(bar.high, price::of(14));
  EXPECT_EQ(bar.low, price::of(10));
  EXPECT_EQ(bar.close, price::of(12));
  EXPECT_EQ(bar.volume, quantity::of(6));
  EXPECT_EQ(bar.trade_count, 3);
  EXPECT_EQ(builder.advance(2 * minute_ns).size(), 1U);
}

TEST(tick_bar_builder, leaves_late_ticks_out_and_counts_them) {
  tick_bar_builder builder(btc);
  builder.fold(trade_at(10 * second_ns, 10));
  EXPECT_EQ(builder.advance(minute_ns).size(), 1U);
  EXPECT_TRUE(builder.fold(trade_at(59 * second_ns, 99)).empty());
  EXPECT_EQ(builder.counted(), (tick_bar_builder::counts{.taken = 1, .late = 1}));
}

TEST(tick_bar_builder, waits_for_late_ticks_as_long_as_it_is_told_to) {
  tick_bar_builder builder(btc, minute_ns, 5 * second_ns);
  builder.fold(trade_at(10 * second_ns, 10));
  EXPECT_TRUE(builder.fold(trade_at(64 * second_ns, 20)).empty());
  EXPECT_TRUE(builder.fold(trade_at(59 * second_ns, 11)).empty());
  const auto published = builder.advance(65 * second_ns);
  ASSERT_EQ(published.size(), 1U);
  EXPECT_EQ(published[0].close, price::of(11));
  EXPECT_EQ(builder.counted(), (tick_bar_builder::counts{.taken = 3, .out_of_order = 1}));
}

TEST(tick_bar_builder, does_not_depend_on_the_order_of_arrival_within_a_bar) {
  for (std::uint64_t round = 0; round < 50; ++round) {
    SCOPED_TRACE(seed + round);
    std::mt19937_64 random(seed + round);
    std::vector<trade> trades;
    for (std::uint64_t id = 0; id < 40; ++id)
      trades.push_back(trade_at(static_cast<time_ns>(random() % 20) * second_ns,
                                100 + static_cast<std::int64_t>(random() % 50), id));
    const auto bar_of = [&trades] {
      tick_bar_builder builder(btc);
      for (const auto& each : trades)
        builder.fold(each);
      return builder.advance(minute_ns).at(0);
    };
    std::sort(trades.begin(), trades.end(), [](const auto& left, const auto& right) {
      return std::pair(left.market_ns, left.id) < std::pair(right.market_ns, right.id);
    });
    const auto expected = bar_of();
    EXPECT_EQ(expected.open, trades.front().px);
    EXPECT_EQ(expected.close, trades.back().px);
    std::shuffle(trades.begin(), trades.end(), random);
    EXPECT_EQ(bar_of(), expected);
  }
}

TEST(tick_bar_builder, makes_bars_without_volume_of_the_middles_of_quotes) {
  tick_bar_builder builder(btc);
  builder.fold(quote_at(1, 10, 12));
  builder.fold(quote_at(2, 0, 99));
  builder.fold(quote_at(2, 14, 15));
  const auto bar = builder.advance(minute_ns).at(0);
  EXPECT_EQ(bar.open, price::of(11));
  EXPECT_EQ(bar.close, *price::parse("14.5"));
  EXPECT_TRUE(bar.volume.is_zero());
  EXPECT_EQ(bar.trade_count, 0);
  EXPECT_EQ(builder.counted(), (tick_bar_builder::counts{.taken = 2, .one_sided = 1}));
}

TEST(tick_bar_builder, has_no_bar_of_a_span_without_a_tick) {
  tick_bar_builder builder(btc);
  builder.fold(trade_at(0, 10));
  const auto published = builder.fold(trade_at(10 * minute_ns, 11));
  EXPECT_EQ(published.size(), 1U);
  EXPECT_TRUE(builder.advance(10 * minute_ns).empty());
}

TEST(tick_bar_builder, needs_a_length_and_cannot_publish_early) {
  EXPECT_THROW(tick_bar_builder(btc, 7 * minute_ns), std::invalid_argument);
  EXPECT_THROW(tick_bar_builder(btc, minute_ns, -1), std::invalid_argument);
}

} // namespace
} // namespace troupe::trading::tick_bar_builder_test
