#include "net/venue/data/order_book.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

namespace troupe::net::venue::order_book_test {
namespace {

trading::quote quote_of(std::int64_t bid, std::int64_t ask) {
  return {.symbol = trading::symbol::of("BTC/USD"),
          .market_ns = 1,
          .bid = trading::price::of(bid),
          .bid_qty = trading::quantity::of(2),
          .ask = trading::price::of(ask),
          .ask_qty = trading::quantity::of(1)};
}

using side = std::map<trading::price, trading::quantity>;

void apply(side& levels, const std::vector<book_level>& changes) {
  for (const auto& level : changes) {
    if (level.qty.is_zero())
      levels.erase(level.px);
    else
      levels[level.px] = level.qty;
  }
}

side side_of(const std::vector<book_level>& levels) {
  side made;
  apply(made, levels);
  return made;
}

TEST(order_book, has_the_quote_at_its_top_and_falls_away_from_it) {
  const auto book = order_book::around(quote_of(91'000, 91'010));
  ASSERT_EQ(book.bids.size(), order_book::levels_a_side);
  EXPECT_EQ(book.bids[0].px, trading::price::of(91'000));
  EXPECT_EQ(book.asks[0].px, trading::price::of(91'010));
  EXPECT_EQ(book.asks[0].qty, trading::quantity::of(1));
  EXPECT_TRUE(std::is_sorted(book.asks.begin(), book.asks.end(),
                             [](const auto& l, const auto& r) { return l.px < r.px; }));
  EXPECT_TRUE(std::is_sorted(book.bids.begin(), book.bids.end(),
                             [](const auto& l, const auto& r) { return l.px > r.px; }));
}

TEST(order_book, has_no_side_where_nobody_quotes) {
  auto quote = quote_of(91'000, 91'010);
  quote.bid = {};
  EXPECT_TRUE(order_book::around(quote).bids.empty());
}

TEST(order_book, becomes_the_next_by_its_changes) {
  auto book = order_book::around(quote_of(91'000, 91'010));
  auto bids = side_of(book.bids);
  auto asks = side_of(book.asks);
  for (const auto& [bid, ask] : {std::pair{91'009, 91'019}, {90'000, 90'100}, {90'000, 90'100}}) {
    const auto next = order_book::around(quote_of(bid, ask));
    const auto change = next.change_since(book);
    apply(bids, change.bids);
    apply(asks, change.asks);
    EXPECT_EQ(bids, side_of(next.bids));
    EXPECT_EQ(asks, side_of(next.asks));
    book = next;
  }
  EXPECT_TRUE(book.change_since(book).empty());
}

} // namespace
} // namespace troupe::net::venue::order_book_test
