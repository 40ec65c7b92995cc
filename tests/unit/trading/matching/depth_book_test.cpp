#include "trading/matching/depth_book.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::depth_book_test {
namespace {

price px(const char* text) {
  return price::parse(text).value();
}

quote shown(const char* bid, std::int64_t bid_qty, const char* ask, std::int64_t ask_qty) {
  quote made;
  made.symbol = symbol::of("AAPL");
  made.bid = px(bid);
  made.bid_qty = quantity::of(bid_qty);
  made.ask = px(ask);
  made.ask_qty = quantity::of(ask_qty);
  return made;
}

TEST(depth_book, fills_an_order_level_by_level) {
  depth_book book;
  EXPECT_EQ(book.place(1, side::buy, {}, quantity::of(1), false).left, quantity::of(1))
      << "before the first quote";
  book.show(shown("99.99", 100, "100", 100));
  const auto bought = book.place(2, side::buy, {}, quantity::of(350), false);
  ASSERT_EQ(bought.made.size(), 3u);
  EXPECT_EQ(bought.made[0].px, px("100"));
  EXPECT_EQ(bought.made[1].qty, quantity::of(200));
  EXPECT_EQ(bought.made[2].px, px("100.02"));
  EXPECT_EQ(bought.made[2].qty, quantity::of(50));
  EXPECT_EQ(book.fillable(side::buy, px("100.02"), quantity::of(1000)), quantity::of(250));
  const auto limited = book.place(3, side::buy, px("100.02"), quantity::of(300), true);
  EXPECT_EQ(limited.left, quantity::of(50));
  EXPECT_TRUE(book.rests(3));
}

TEST(depth_book, lets_an_order_wait_behind_what_stood_there_before) {
  depth_book book;
  book.show(shown("99.99", 100, "100", 100));
  book.place(1, side::buy, px("99.99"), quantity::of(50), true);
  EXPECT_EQ(book.queue_before(1), quantity::of(100));
  EXPECT_TRUE(book.print(px("99.99"), quantity::of(60)).empty());
  EXPECT_EQ(book.queue_before(1), quantity::of(40));
  book.show(shown("99.99", 300, "100", 100));
  EXPECT_EQ(book.queue_before(1), quantity::of(40)) << "what is new joins behind";
  const auto made = book.print(px("99.99"), quantity::of(70));
  ASSERT_EQ(made.size(), 1u);
  EXPECT_EQ(made[0].sequence, 1u);
  EXPECT_EQ(made[0].qty, quantity::of(30));
  book.show(shown("99.99", 10, "100", 100));
  EXPECT_EQ(book.queue_before(1), quantity{});
}

TEST(depth_book, fills_a_resting_order_when_the_market_moves_through_it) {
  depth_book book;
  book.show(shown("99.99", 100, "100", 100));
  book.place(1, side::buy, px("99.5"), quantity::of(50), true);
  const auto made = book.show(shown("99.4", 100, "99.45", 30));
  ASSERT_EQ(made.size(), 2u) << "by what came first, and by the level behind it";
  EXPECT_EQ(made[0].px, px("99.5")) << "at its own price";
  EXPECT_EQ(made[0].qty, quantity::of(30));
  EXPECT_EQ(made[1].qty, quantity::of(20));
}

TEST(depth_book, keeps_orders_beyond_its_grid_until_the_market_comes) {
  depth_book book;
  book.show(shown("90000", 1, "90001", 1));
  book.place(1, side::buy, px("80000"), quantity::of(1), true);
  EXPECT_FALSE(book.rests(1));
  book.show(shown("80100", 1, "80101", 1));
  EXPECT_TRUE(book.rests(1));
  book.shrink(1, quantity::parse("0.5").value());
  const auto made = book.print(px("80000"), quantity::of(100));
  ASSERT_EQ(made.size(), 1u);
  EXPECT_EQ(made[0].qty, quantity::parse("0.5").value());
  EXPECT_EQ(made[0].px, px("80000"));
  book.withdraw(1);
}

} // namespace
} // namespace troupe::trading::depth_book_test
