#include "net/venue/split_prices.hpp"

#include <gtest/gtest.h>

namespace troupe::net::venue::split_prices_test {
namespace {

const auto apple = trading::symbol::of("AAPL");

TEST(split_prices, changes_prices_and_sizes_of_the_symbol_alone) {
  split_prices splits;
  splits.add(apple, {1, 4});
  trading::quote seen;
  seen.symbol = apple;
  seen.bid = *trading::price::parse("190.01");
  seen.bid_qty = trading::quantity::of(5);
  auto other = seen;
  other.symbol = trading::symbol::of("MSFT");
  market_instant instant{.at = 1, .events = {seen, other}, .crosses_gap = false};
  splits.apply(instant);
  const auto& after = std::get<trading::quote>(instant.events[0]);
  EXPECT_EQ(after.bid, *trading::price::parse("47.5")) << "in whole cents";
  EXPECT_EQ(after.bid_qty, trading::quantity::of(20));
  EXPECT_TRUE(after.ask.is_zero()) << "a side that is not there stays so";
  EXPECT_EQ(std::get<trading::quote>(instant.events[1]), other);
}

TEST(split_prices, one_split_follows_another) {
  split_prices splits;
  splits.add(apple, {1, 4});
  splits.add(apple, {10, 1});
  trading::bar candle;
  candle.symbol = apple;
  candle.open = candle.high = candle.low = candle.close = trading::price::of(100);
  candle.volume = trading::quantity::of(1'000);
  market_instant instant{.at = 1, .events = {candle}, .crosses_gap = false};
  splits.apply(instant);
  const auto& after = std::get<trading::bar>(instant.events[0]);
  EXPECT_EQ(after.close, trading::price::of(250));
  EXPECT_EQ(after.volume, trading::quantity::of(400));
}

} // namespace
} // namespace troupe::net::venue::split_prices_test
