// Trades are counted from flat to flat, and their profits are what the cash says.
#include "trading/backtest/round_trip.hpp"
#include "trading/backtest/backtest_figures.hpp"

#include <gtest/gtest.h>

#include <random>

namespace troupe::trading::round_trip_test {
namespace {

trade_record execution(const char* name, side which, std::int64_t qty, std::int64_t px,
                       time_ns at) {
  trade_record made;
  made.symbol = symbol::of(name);
  made.strategy = "momentum";
  made.side = which;
  made.qty = quantity::of(qty);
  made.px = price::of(px);
  made.market_ns = at;
  return made;
}

TEST(round_trips, begin_and_end_flat) {
  round_trip_book book;
  book.fold(execution("AAPL", side::buy, 10, 100, 1));
  book.fold(execution("MSFT", side::buy, 1, 50, 2));
  book.fold(execution("AAPL", side::buy, 10, 110, 3));
  book.fold(execution("AAPL", side::sell, 5, 120, 4));
  EXPECT_TRUE(book.closed().empty());
  book.fold(execution("AAPL", side::sell, 15, 130, 5));
  ASSERT_EQ(book.closed().size(), 1u);
  const auto& trade = book.closed()[0];
  EXPECT_EQ(trade.profit(), money::of(5 * 120 + 15 * 130 - 10 * 100 - 10 * 110));
  EXPECT_EQ(trade.opened_ns, 1);
  EXPECT_EQ(trade.closed_ns, 5);
  EXPECT_EQ(book.open_count(), 1u);
}

TEST(round_trips, count_a_fee_in_coin_by_the_smaller_position) {
  round_trip_book book;
  auto bought = execution("BTC/USD", side::buy, 4, 1'000, 1);
  bought.fee_qty = quantity::of(1);
  book.fold(bought);
  auto sold = execution("BTC/USD", side::sell, 3, 1'500, 2);
  sold.fee = money::of(7);
  book.fold(sold);
  ASSERT_EQ(book.closed().size(), 1u);
  EXPECT_EQ(book.closed()[0].profit(), money::of(4'500 - 4'000 - 7));
  EXPECT_EQ(book.closed()[0].fees, money::of(1'007));
}

TEST(round_trips, part_an_execution_that_goes_through_zero) {
  round_trip_book book;
  book.fold(execution("AAPL", side::buy, 10, 100, 1));
  auto turning = execution("AAPL", side::sell, 15, 90, 2);
  turning.fee = money::of(3);
  book.fold(turning);
  ASSERT_EQ(book.closed().size(), 1u);
  EXPECT_EQ(book.closed()[0].profit(), money::of(-100 - 2));
  book.fold(execution("AAPL", side::buy, 5, 80, 3));
  ASSERT_EQ(book.closed().size(), 2u);
  EXPECT_EQ(book.closed()[1].opened_by, side::sell);
  EXPECT_EQ(book.closed()[1].profit(), money::of(50 - 1));
  EXPECT_EQ(book.open_count(), 0u);
}

// Whatever is traded: once all is flat, the trades' profits add up to the change of the cash.
TEST(round_trips, add_up_to_the_cash) {
  const auto seed = 11u;
  std::mt19937 random(seed);
  for (int round = 0; round < 100; ++round) {
    round_trip_book book;
    money cash;
    std::int64_t held = 0;
    const auto trade = [&](side which, std::int64_t qty, time_ns at) {
      auto made = execution("AAPL", which, qty, 50 + static_cast<int>(random() % 100), at);
      made.fee = money::of(static_cast<int>(random() % 3));
      const auto value = notional(made.px, made.qty);
      cash += (which == side::buy ? -value : value) - made.fee;
      held += which == side::buy ? qty : -qty;
      book.fold(made);
    };
    for (int step = 0; step < 60; ++step)
      trade(random() % 2 == 0 ? side::buy : side::sell, 1 + static_cast<int>(random() % 20), step);
    if (held != 0)
      trade(held > 0 ? side::sell : side::buy, std::abs(held), 100);
    money sum;
    for (const auto& each : book.closed())
      sum += each.profit();
    EXPECT_EQ(sum, cash) << "seed " << seed << ", round " << round;
    EXPECT_EQ(book.open_count(), 0u);
    const auto figures = figures_of(book.closed());
    EXPECT_EQ(figures.gross_profit + figures.gross_loss, sum);
    EXPECT_LE(figures.won + figures.lost, figures.trades);
  }
}

TEST(trade_figures, have_no_ratio_of_nothing) {
  const auto none = figures_of({});
  EXPECT_FALSE(none.win_rate());
  EXPECT_FALSE(none.profit_factor());
  EXPECT_FALSE(none.average_profit());
}

} // namespace
} // namespace troupe::trading::round_trip_test
