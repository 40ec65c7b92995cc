#include "trading/matching/fill_price.hpp"

#include "trading/matching/bar_quote.hpp"
#include "trading/matching/splitmix64.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

namespace troupe::trading::fill_price_test {
namespace {

price px(std::int64_t whole) {
  return price::of(whole);
}

paper_order resting(side which, order_type type, price limit, price stop) {
  paper_order order;
  order.request.side = which;
  order.request.type = type;
  order.request.limit_price = limit;
  order.request.stop_price = stop;
  return order;
}

bar walked(std::int64_t open, std::int64_t high, std::int64_t low, std::int64_t close) {
  bar made;
  made.open = px(open);
  made.high = px(high);
  made.low = px(low);
  made.close = px(close);
  return made;
}

TEST(fill_price, fills_at_the_open_when_the_bar_opens_beyond_the_order) {
  auto buy = resting(side::buy, order_type::limit, px(100), {});
  EXPECT_EQ(fill_price(buy, walked(95, 105, 90, 101)), px(95));
  auto stop = resting(side::sell, order_type::stop, {}, px(100));
  EXPECT_EQ(fill_price(stop, walked(95, 105, 90, 101)), px(95));
}

TEST(fill_price, fills_at_its_own_price_when_the_bar_reaches_it_on_the_way) {
  auto limit = resting(side::sell, order_type::limit, px(104), {});
  EXPECT_EQ(fill_price(limit, walked(100, 105, 90, 101)), px(104));
  auto stop = resting(side::buy, order_type::stop, {}, px(104));
  EXPECT_EQ(fill_price(stop, walked(100, 105, 90, 101)), px(104));
}

TEST(fill_price, walks_to_the_worse_extreme_first) {
  // The stop is reached at 104 on the way to the high, and the limit of 95 on the way back.
  auto buy = resting(side::buy, order_type::stop_limit, px(95), px(104));
  EXPECT_EQ(fill_price(buy, walked(100, 105, 90, 101)), px(95));
  // Reached only on the way to the better extreme, the limit has no way left but the close.
  auto sell = resting(side::sell, order_type::stop_limit, px(106), px(92));
  EXPECT_EQ(fill_price(sell, walked(100, 105, 90, 101)), std::nullopt);
  EXPECT_TRUE(sell.triggered);
}

TEST(fill_price, stays_within_the_bar_and_the_limit_for_random_bars) {
  splitmix64 bits(11);
  for (int round = 0; round < 5'000; ++round) {
    SCOPED_TRACE(round);
    std::array<std::int64_t, 4> prices{};
    for (auto& one : prices)
      one = 90 + static_cast<std::int64_t>(bits.below(20));
    const auto [low, high] = std::minmax_element(prices.begin(), prices.end());
    const auto bar = walked(prices[0], *high, *low, prices[1]);
    const auto which = bits.below(2) == 0 ? side::buy : side::sell;
    const auto type =
        std::array{order_type::limit, order_type::stop, order_type::stop_limit}[bits.below(3)];
    const auto limit = px(90 + static_cast<std::int64_t>(bits.below(20)));
    auto order = resting(which, type, limit, px(90 + static_cast<std::int64_t>(bits.below(20))));
    const auto filled = fill_price(order, bar);
    if (!filled) {
      const bool reachable = which == side::buy ? bar.low <= limit : bar.high >= limit;
      EXPECT_FALSE(type == order_type::limit && reachable);
      continue;
    }
    EXPECT_TRUE(*filled >= bar.low && *filled <= bar.high);
    const bool within = which == side::buy ? *filled <= limit : *filled >= limit;
    EXPECT_TRUE(type == order_type::stop || within);
  }
}

TEST(bar_quote, surrounds_the_close_and_is_rounded_outwards_to_the_tick) {
  auto published = walked(100, 100, 100, 100);
  const auto exact = quote_around(published, 2);
  EXPECT_EQ(exact.bid.text(), "99.98");
  EXPECT_EQ(exact.ask.text(), "100.02");
  published.close = price::parse("7415.37").value(); // half a spread is 1.483074
  const auto rounded = quote_around(published, 2);
  EXPECT_EQ(rounded.bid.text(), "7413.88");
  EXPECT_EQ(rounded.ask.text(), "7416.86");
  published.close = price::parse("0.1625").value();
  EXPECT_EQ(quote_around(published, 2).ask.text(), "0.1626");
}

} // namespace
} // namespace troupe::trading::fill_price_test
