#include "trading/orders/wind_down.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::wind_down_test {
namespace {

intent limit_order(std::string id, side direction, std::int64_t qty) {
  intent asked;
  asked.request.client_order_id = std::move(id);
  asked.request.symbol = symbol::of("AAPL");
  asked.request.side = direction;
  asked.request.type = order_type::limit;
  asked.request.qty = quantity::of(qty);
  asked.request.limit_price = price::of(100);
  asked.strategy = "manual";
  return asked;
}

portfolio holding(std::int64_t qty) {
  portfolio books;
  adjustment adopted;
  adopted.kind = adjustment_kind::position_adopted;
  adopted.symbol = symbol::of("AAPL");
  adopted.qty = quantity::of(qty);
  adopted.px = price::of(90);
  books.fold(adopted);
  return books;
}

TEST(wind_down, cancels_entries_and_keeps_orders_that_only_reduce) {
  auto books = holding(10);
  books.fold(limit_order("buy", side::buy, 5));
  books.fold(limit_order("sell", side::sell, 10));
  EXPECT_EQ(open_entries(books), std::vector<std::string>{"buy"});
  EXPECT_EQ(open_orders(books), (std::vector<std::string>{"buy", "sell"}));
}

TEST(wind_down, closes_exactly_what_is_held_either_way_round) {
  const auto longs = closing_orders(holding(10));
  ASSERT_EQ(longs.size(), 1u);
  EXPECT_EQ(longs[0].side, side::sell);
  EXPECT_EQ(longs[0].qty, quantity::of(10));
  const auto shorts = closing_orders(holding(-4));
  ASSERT_EQ(shorts.size(), 1u);
  EXPECT_EQ(shorts[0].side, side::buy);
  EXPECT_EQ(shorts[0].qty, quantity::of(4));
  EXPECT_TRUE(closing_orders(portfolio{}).empty());
}

} // namespace
} // namespace troupe::trading::wind_down_test
