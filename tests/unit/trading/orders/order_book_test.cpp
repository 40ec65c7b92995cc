// Orders and their executions: any order and repeats of events give the same state.
#include "trading/orders/fees.hpp"
#include "trading/orders/order_book.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace troupe::trading::order_book_test {
namespace {

constexpr std::uint64_t seed = 9;
const auto btc = symbol::of("BTC/USD");

intent intent_of(const std::string& id, std::int64_t qty, const symbol& name = btc) {
  intent made;
  made.request.client_order_id = id;
  made.request.symbol = name;
  made.request.qty = quantity::of(qty);
  made.strategy = "stochrsi_ema";
  made.market_ns = 100;
  return made;
}

order_event event_of(const std::string& id, order_event_kind kind, const symbol& name = btc) {
  order_event made;
  made.kind = kind;
  made.client_order_id = id;
  made.symbol = name;
  made.order_id = "venue-" + id;
  made.market_ns = 200;
  return made;
}

order_event fill_of(const std::string& id, const std::string& execution, std::int64_t qty,
                    std::int64_t cumulative, std::int64_t px) {
  auto made = event_of(id, order_event_kind::partial_fill);
  made.execution_id = execution;
  made.qty = quantity::of(qty);
  made.cumulative_qty = quantity::of(cumulative);
  made.px = price::of(px);
  made.market_ns = 200 + cumulative;
  apply(fee_schedule{}, made);
  return made;
}

order_status status_after(const std::vector<order_event_kind>& kinds) {
  order_book book;
  book.fold(intent_of("a", 10));
  for (const auto kind : kinds)
    book.fold(event_of("a", kind));
  return book.find("a")->status;
}

TEST(fees, take_coin_from_purchases_and_money_from_sales_of_crypto_only) {
  auto bought = fill_of("a", "x", 2, 2, 1'000);
  EXPECT_EQ(bought.fee_qty, *quantity::parse("0.005"));
  EXPECT_EQ(bought.fee, money{});
  auto sold = bought;
  sold.side = side::sell;
  apply(fee_schedule{}, sold);
  EXPECT_EQ(sold.fee, money::of(5));
  EXPECT_EQ(sold.fee_qty, quantity{});
  auto shares = bought;
  shares.symbol = symbol::of("AAPL");
  apply(fee_schedule{}, shares);
  EXPECT_EQ(shares.fee_qty, quantity{});
  auto other = event_of("a", order_event_kind::open);
  const auto before = other;
  apply(fee_schedule{}, other);
  EXPECT_EQ(other, before);
}

TEST(order_book, folds_the_same_events_in_any_order_to_the_same_state) {
  const std::vector<order_event> told{event_of("a", order_event_kind::unknown),
                                      event_of("a", order_event_kind::accepted),
                                      event_of("a", order_event_kind::open),
                                      fill_of("a", "x1", 2, 2, 100),
                                      fill_of("a", "x2", 3, 5, 101),
                                      fill_of("a", "", 7, 7, 99),
                                      fill_of("a", "x3", 4, 9, 102),
                                      event_of("a", order_event_kind::pending_cancel),
                                      event_of("a", order_event_kind::canceled),
                                      event_of("b", order_event_kind::rejected),
                                      fill_of("c", "", 4, 4, 50),
                                      fill_of("c", "", 6, 10, 51)};
  order_book expected;
  for (const auto* id : {"a", "b", "c"})
    expected.fold(intent_of(id, 10));
  for (const auto& each : told)
    expected.fold(each);
  EXPECT_EQ(expected.find("a")->filled_qty, quantity::of(9));
  EXPECT_EQ(expected.find("c")->status, order_status::filled);
  for (std::uint64_t round = 0; round < 300; ++round) {
    SCOPED_TRACE(seed + round);
    std::mt19937_64 random(seed + round);
    std::vector<event> shuffled(told.begin(), told.end());
    for (const auto* id : {"a", "b", "c"})
      shuffled.emplace_back(intent_of(id, 10));
    for (int repeat = 0; repeat < 6; ++repeat)
      shuffled.push_back(shuffled[random() % told.size()]);
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    order_book book;
    for (const auto& each : shuffled) {
      if (const auto* asked = std::get_if<intent>(&each))
        book.fold(*asked);
      else
        book.fold(std::get<order_event>(each));
    }
    for (const auto* id : {"a", "b", "c"})
      ASSERT_EQ(*book.find(id), *expected.find(id)) << id;
    ASSERT_EQ(book.open_orders().size(), expected.open_orders().size());
  }
}

TEST(order_book, tells_what_each_event_adds_so_that_the_sum_is_the_order) {
  order_book book;
  book.fold(intent_of("a", 10));
  execution_totals sum;
  for (const auto& each :
       {fill_of("a", "x1", 2, 2, 100), fill_of("a", "", 5, 5, 101), fill_of("a", "x1", 2, 2, 100),
        fill_of("a", "x2", 3, 5, 102), fill_of("a", "x3", 5, 10, 103)}) {
    const auto added = book.fold(each);
    sum.qty += added.qty;
    sum.notional += added.notional;
    sum.fee_qty += added.fee_qty;
  }
  const auto* known = book.find("a");
  EXPECT_EQ(sum.qty, known->filled_qty);
  EXPECT_EQ(sum.notional, known->filled_notional);
  EXPECT_EQ(sum.fee_qty, known->fee_qty);
  EXPECT_EQ(known->filled_notional, money::of(2 * 100 + 3 * 102 + 5 * 103));
}

TEST(order_book, counts_a_statement_only_where_no_identified_execution_fills) {
  order_book book;
  book.fold(intent_of("a", 10));
  book.fold(fill_of("a", "x2", 3, 5, 100));
  book.fold(fill_of("a", "", 8, 8, 200));
  EXPECT_EQ(book.find("a")->filled_qty, quantity::of(8));
  EXPECT_EQ(book.find("a")->filled_notional, money::of(8 * 200)); // as it was stated
  book.fold(fill_of("a", "x1", 2, 2, 300));
  EXPECT_EQ(book.find("a")->filled_notional, money::of(8 * 200));
  book.fold(fill_of("a", "x3", 3, 8, 400));
  EXPECT_EQ(book.find("a")->filled_notional, money::of(3 * 100 + 2 * 300 + 3 * 400));
}

TEST(order_book, takes_a_statement_within_another_as_a_part_of_it) {
  order_book book;
  book.fold(fill_of("a", "", 8, 8, 200));
  book.fold(fill_of("a", "", 2, 5, 100)); // an activity: of this stretch alone
  EXPECT_EQ(book.find("a")->filled_qty, quantity::of(8));
  EXPECT_EQ(book.find("a")->filled_notional, money::of(8 * 200));
  EXPECT_EQ(book.find("a")->fee_qty, *quantity::parse("0.02"));
}

TEST(order_book, knows_which_part_of_an_order_it_has_not_been_told_of) {
  order_book book;
  EXPECT_FALSE(book.covers("a", quantity::of(1)));
  book.fold(intent_of("a", 10));
  EXPECT_TRUE(book.covers("a", quantity{}));
  book.fold(fill_of("a", "x2", 3, 5, 100));
  EXPECT_FALSE(book.covers("a", quantity::of(3))); // as many, but not the first ones
  EXPECT_FALSE(book.covers("a", quantity::of(5)));
  book.fold(fill_of("a", "x1", 2, 2, 100));
  EXPECT_TRUE(book.covers("a", quantity::of(5)));
  EXPECT_FALSE(book.covers("a", quantity::of(6)));
}

// An order may end before it is told of an execution on the way there.
TEST(order_book, lists_the_orders_of_which_an_execution_is_missing_whether_they_ended_or_not) {
  order_book book;
  book.fold(intent_of("a", 5));
  book.fold(intent_of("b", 5));
  EXPECT_TRUE(book.incomplete_orders().empty());
  auto last = fill_of("a", "x2", 3, 5, 100);
  last.kind = order_event_kind::fill;
  book.fold(last);
  book.fold(fill_of("b", "y1", 2, 2, 100));
  ASSERT_EQ(book.incomplete_orders().size(), 1u);
  EXPECT_EQ(book.incomplete_orders()[0], book.find("a"));
  EXPECT_EQ(book.find("a")->status, order_status::filled);
  book.fold(fill_of("a", "x1", 2, 2, 100));
  EXPECT_TRUE(book.incomplete_orders().empty());
}

TEST(order_book, moves_a_status_only_forward) {
  using kind = order_event_kind;
  EXPECT_EQ(status_after({}), order_status::intended);
  EXPECT_EQ(status_after({kind::unknown}), order_status::unknown);
  EXPECT_EQ(status_after({kind::open, kind::unknown}), order_status::open);
  EXPECT_EQ(status_after({kind::open, kind::accepted}), order_status::open);
  EXPECT_EQ(status_after({kind::canceled, kind::open}), order_status::canceled);
  EXPECT_EQ(status_after({kind::fill, kind::canceled}), order_status::filled);
  EXPECT_EQ(status_after({kind::unknown, kind::resolved}), order_status::rejected);
  EXPECT_EQ(status_after({kind::resolved, kind::accepted}), order_status::accepted);
}

TEST(order_book, is_filled_when_its_quantity_is_whatever_the_word) {
  order_book book;
  book.fold(fill_of("a", "x", 10, 10, 100));
  EXPECT_EQ(book.find("a")->status, order_status::partially_filled);
  book.fold(intent_of("a", 10));
  EXPECT_EQ(book.find("a")->status, order_status::filled);
  EXPECT_TRUE(book.open_orders().empty());
}

TEST(order_book, finds_open_and_unknown_orders_of_a_symbol) {
  order_book book;
  const auto eth = symbol::of("ETH/USD");
  book.fold(intent_of("a", 1));
  book.fold(intent_of("b", 1));
  book.fold(intent_of("c", 1, eth));
  book.fold(event_of("b", order_event_kind::unknown));
  book.fold(event_of("c", order_event_kind::canceled, eth));
  EXPECT_EQ(book.open_orders().size(), 2U);
  EXPECT_EQ(book.open_orders(btc).size(), 2U);
  EXPECT_TRUE(book.open_orders(eth).empty());
  ASSERT_EQ(book.unknown_orders(btc).size(), 1U);
  EXPECT_EQ(book.unknown_orders(btc)[0]->request.client_order_id, "b");
  EXPECT_EQ(book.find_by_venue_id("venue-b"), book.find("b"));
  EXPECT_EQ(book.find("z"), nullptr);
  EXPECT_EQ(book.all().size(), 3U);
}

TEST(order_book, keeps_orders_that_nobody_here_intended) {
  order_book book;
  book.fold(event_of("foreign", order_event_kind::open));
  ASSERT_NE(book.find("foreign"), nullptr);
  EXPECT_EQ(book.find("foreign")->request.symbol, btc);
  EXPECT_EQ(book.open_orders(btc).size(), 1U);
}

} // namespace
} // namespace troupe::trading::order_book_test
