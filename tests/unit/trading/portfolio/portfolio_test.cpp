// The books: what fills, fees, adjustments and sessions do to positions, cash and profit.
#include "trading/orders/fees.hpp"
#include "trading/portfolio/portfolio.hpp"

#include <gtest/gtest.h>

#include <random>

namespace troupe::trading::portfolio_test {
namespace {

constexpr std::uint64_t seed = 64;
constexpr time_ns april_4 = 1'522'800'000 * second_ns;
const auto btc = symbol::of("BTC/USD");
const auto aapl = symbol::of("AAPL");

session_started session_of(const std::string& account, std::int64_t cash) {
  session_started made;
  made.broker_account = account;
  made.cash = money::of(cash);
  made.market_ns = april_4;
  return made;
}

order_event fill_of(int sequence, const symbol& name, side direction, quantity qty, price px) {
  order_event made;
  made.kind = order_event_kind::fill;
  made.client_order_id = made.execution_id = std::to_string(sequence);
  made.symbol = name;
  made.side = direction;
  made.market_ns = april_4 + sequence;
  made.qty = made.cumulative_qty = qty;
  made.px = px;
  apply(fee_schedule{}, made);
  return made;
}

order_event fill_of(int sequence, const symbol& name, side direction, const char* qty,
                    const char* px) {
  return fill_of(sequence, name, direction, *quantity::parse(qty), *price::parse(px));
}

portfolio funded() {
  portfolio books;
  books.fold(session_of("PA1", 100'000));
  return books;
}

// cash + cost - realised, which no fill changes.
money balance(const portfolio& books) {
  auto sum = books.cash() - books.realised();
  for (const auto& [name, held] : books.positions())
    sum += held.cost_basis;
  return sum;
}

TEST(portfolio, takes_profit_by_average_cost) {
  auto books = funded();
  books.fold(fill_of(1, aapl, side::buy, "10", "100"));
  books.fold(fill_of(2, aapl, side::buy, "10", "110"));
  EXPECT_EQ(books.position_of(aapl).average_price, price::of(105));
  books.fold(fill_of(3, aapl, side::sell, "5", "120"));
  const auto held = books.position_of(aapl);
  EXPECT_EQ(held.qty, quantity::of(15));
  EXPECT_EQ(held.realised, money::of(75));
  EXPECT_EQ(held.average_price, price::of(105));
  EXPECT_EQ(books.cash(), money::of(100'000 - 1'000 - 1'100 + 600));
}

TEST(portfolio, counts_fees_in_coin_and_in_money) {
  auto books = funded();
  books.fold(fill_of(1, btc, side::buy, "1", "10000"));
  EXPECT_EQ(books.position_of(btc).qty, *quantity::parse("0.9975"));
  EXPECT_EQ(books.position_of(btc).cost_basis, money::of(10'000));
  EXPECT_EQ(books.cash(), money::of(90'000));
  books.fold(fill_of(2, btc, side::sell, "0.9975", "10000"));
  EXPECT_TRUE(books.position_of(btc).is_flat());
  EXPECT_EQ(books.cash(), *money::parse("99950.0625"));
  EXPECT_EQ(books.realised(), *money::parse("-49.9375"));
}

TEST(portfolio, turns_a_long_into_a_short_at_the_price_of_the_sale) {
  auto books = funded();
  books.fold(fill_of(1, aapl, side::buy, "10", "100"));
  books.fold(fill_of(2, aapl, side::sell, "15", "110"));
  auto held = books.position_of(aapl);
  EXPECT_EQ(held.qty, quantity::of(-5));
  EXPECT_EQ(held.average_price, price::of(110));
  EXPECT_EQ(held.realised, money::of(100));
  books.fold(fill_of(3, aapl, side::buy, "5", "100"));
  held = books.position_of(aapl);
  EXPECT_TRUE(held.is_flat());
  EXPECT_EQ(held.realised, money::of(150));
}

TEST(portfolio, neither_loses_nor_makes_a_billionth_whatever_the_fills) {
  for (std::uint64_t round = 0; round < 100; ++round) {
    SCOPED_TRACE(seed + round);
    std::mt19937_64 random(seed + round);
    auto books = funded();
    quantity bought;
    for (int sequence = 1; sequence <= 60; ++sequence) {
      const auto& name = random() % 2 == 0 ? btc : aapl;
      const auto direction = random() % 2 == 0 ? side::buy : side::sell;
      const quantity qty{static_cast<std::int64_t>(random() % 5'000'000'000) + 1};
      const price px{static_cast<std::int64_t>(random() % 300'000'000'000) + 1};
      const auto told = fill_of(sequence, name, direction, qty, px);
      books.fold(told);
      if (name == aapl)
        bought += direction == side::buy ? qty : -qty;
      ASSERT_EQ(balance(books), money::of(100'000));
      for (const auto& [held_name, held] : books.positions())
        ASSERT_TRUE(!held.is_flat() || held.cost_basis.is_zero()) << held_name.text();
      const auto before = books.cash();
      books.fold(told);
      ASSERT_EQ(books.cash(), before) << "a fill told twice counts once";
    }
    ASSERT_EQ(books.position_of(aapl).qty, bought);
    money worth = books.cash();
    for (const auto& [name, held] : books.positions())
      worth += held.market_value();
    ASSERT_EQ(books.equity(), worth);
  }
}

TEST(portfolio, takes_differences_over_without_realising_anything) {
  auto books = funded();
  adjustment adopted;
  adopted.kind = adjustment_kind::position_adopted;
  adopted.symbol = aapl;
  adopted.qty = quantity::of(4);
  adopted.px = price::of(50);
  books.fold(adopted);
  EXPECT_EQ(books.position_of(aapl).cost_basis, money::of(200));
  auto corrected = adopted;
  corrected.qty = quantity::of(-1);
  corrected.px = price::of(999);
  books.fold(corrected);
  EXPECT_EQ(books.position_of(aapl).qty, quantity::of(3));
  EXPECT_EQ(books.position_of(aapl).average_price, price::of(50));
  EXPECT_EQ(books.realised(), money{});
  EXPECT_EQ(books.cash(), money::of(100'000));
  adjustment of_cash;
  of_cash.cash = money::of(-7);
  books.fold(of_cash);
  EXPECT_EQ(books.cash(), money::of(99'993));
}

TEST(portfolio, starts_new_books_for_another_account_only) {
  auto books = funded();
  books.fold(fill_of(1, aapl, side::buy, "10", "100"));
  books.fold(session_of("PA1", 5));
  EXPECT_EQ(books.cash(), money::of(99'000));
  books.fold(session_of("PA2", 5));
  EXPECT_EQ(books.cash(), money::of(5));
  EXPECT_TRUE(books.positions().empty());
  EXPECT_EQ(books.orders().size(), 0U);
}

TEST(portfolio, marks_by_bars_and_quotes) {
  auto books = funded();
  books.fold(fill_of(1, aapl, side::buy, "10", "100"));
  bar candle;
  candle.symbol = aapl;
  candle.close = price::of(110);
  books.fold(candle);
  EXPECT_EQ(books.equity(), money::of(100'100));
  EXPECT_EQ(books.position_of(aapl).unrealised(), money::of(100));
  quote seen;
  seen.symbol = aapl;
  seen.bid = price::of(119);
  seen.ask = price::of(121);
  books.fold(seen);
  EXPECT_EQ(books.mark_of(aapl), price::of(120));
  seen.ask = price{};
  books.fold(seen);
  EXPECT_EQ(books.mark_of(aapl), price::of(119));
  seen.bid = price{};
  books.fold(seen);
  EXPECT_EQ(books.mark_of(aapl), price::of(119)) << "a quote without sides tells nothing";
}

TEST(portfolio, begins_a_day_with_the_equity_at_its_last_marks) {
  auto books = funded();
  books.fold(fill_of(1, aapl, side::buy, "10", "100"));
  books.mark(aapl, price::of(120));
  EXPECT_EQ(books.day_profit(), money::of(200));
  const auto midnight_in_new_york = april_4 + 4 * 60 * minute_ns;
  books.fold(event(clock_tick{midnight_in_new_york - 1}));
  EXPECT_EQ(books.day_profit(), money::of(200)) << "midnight UTC is no boundary";
  books.fold(event(clock_tick{midnight_in_new_york}));
  EXPECT_EQ(books.day_start_equity(), money::of(100'200));
  EXPECT_EQ(books.day_profit(), money{});
  books.advance(april_4);
  EXPECT_EQ(books.day_profit(), money{}) << "a late event does not roll the day back";
}

TEST(portfolio, counts_what_a_difference_opens_beyond_zero_as_nobodys_purchase) {
  auto books = funded();
  books.fold(fill_of(1, aapl, side::buy, "10", "100"));
  adjustment found;
  found.symbol = aapl;
  found.qty = -quantity::of(15);
  found.px = price::of(90);
  books.fold(found);
  EXPECT_EQ(books.manual_qty(aapl), -quantity::of(5));
}

TEST(portfolio, takes_no_difference_for_the_profit_of_a_day) {
  auto books = funded();
  books.fold(fill_of(1, aapl, side::buy, "10", "100"));
  books.mark(aapl, price::of(120));
  adjustment paid_in;
  paid_in.kind = adjustment_kind::cash_corrected;
  paid_in.cash = money::of(500);
  books.fold(paid_in);
  adjustment found;
  found.symbol = aapl;
  found.qty = quantity::of(2);
  found.px = price::of(90);
  books.fold(found);
  EXPECT_EQ(books.equity(), money::of(100'000 + 200 + 500 + 240));
  EXPECT_EQ(books.day_profit(), money::of(200));
}

} // namespace
} // namespace troupe::trading::portfolio_test
