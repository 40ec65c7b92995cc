#include "trading/portfolio/lot_book.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::lot_book_test {
namespace {

position_trade of(std::int64_t qty, std::int64_t px) {
  return {quantity::of(qty), money::of(qty * px)};
}

TEST(lot_book, closes_the_oldest_first_and_a_part_of_the_next) {
  lot_book lots;
  lots.apply("a", of(10, 100), money::of(1), 1);
  lots.apply("b", of(10, 110), {}, 2);
  const auto closed = lots.apply("a", of(-15, 120), money::of(3), 3);
  ASSERT_EQ(closed.size(), 2U);
  EXPECT_EQ(closed[0], (closed_lot{"a", 1, 3, quantity::of(10), money::of(1'000), money::of(1'200),
                                   money::of(3)}));
  EXPECT_EQ(closed[0].gain(), money::of(197));
  EXPECT_EQ(closed[1],
            (closed_lot{"b", 2, 3, quantity::of(5), money::of(550), money::of(600), money::of(1)}));
  ASSERT_EQ(lots.open().size(), 1U);
  EXPECT_EQ(lots.open()[0], (lot{"b", 2, quantity::of(5), money::of(550), {}}));
}

TEST(lot_book, a_short_sale_earns_by_buying_back_lower) {
  lot_book lots;
  lots.apply("a", of(-10, 100), {}, 1);
  const auto closed = lots.apply("a", of(4, 90), {}, 2);
  ASSERT_EQ(closed.size(), 1U);
  EXPECT_EQ(closed[0].qty, quantity::of(-4));
  EXPECT_EQ(closed[0].proceeds, money::of(400));
  EXPECT_EQ(closed[0].cost, money::of(360));
  EXPECT_EQ(closed[0].gain(), money::of(40));
  EXPECT_EQ(lots.qty(), quantity::of(-6));
}

TEST(lot_book, a_sale_through_zero_closes_all_and_opens_a_short) {
  lot_book lots;
  lots.apply("a", of(10, 100), {}, 1);
  EXPECT_EQ(lots.apply("b", of(-15, 110), money::of(3), 2).size(), 1U);
  ASSERT_EQ(lots.open().size(), 1U);
  EXPECT_EQ(lots.open()[0], (lot{"b", 2, quantity::of(-5), money::of(-550), money::of(1)}));
}

TEST(lot_book, a_correction_gains_nothing) {
  lot_book lots;
  lots.apply("a", of(10, 100), {}, 1);
  lots.correct(quantity::of(-4), price::of(1), 2);
  EXPECT_EQ(lots.open()[0].cost, money::of(600));
  lots.correct(quantity::of(-8), price::of(90), 3);
  ASSERT_EQ(lots.open().size(), 1U);
  EXPECT_EQ(lots.open()[0], (lot{"manual", 3, quantity::of(-2), money::of(-180), {}}));
}

} // namespace
} // namespace troupe::trading::lot_book_test
