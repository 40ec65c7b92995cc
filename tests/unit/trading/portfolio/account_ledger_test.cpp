// The whole books against an account that is kept in the simplest way (account_story.hpp).
#include "tests/unit/trading/portfolio/account_story.hpp"
#include "trading/portfolio/account_ledger.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace troupe::trading::account_ledger_test {
namespace {

constexpr auto seed = account_seed;

void expect_same(const account_ledger& left, const account_ledger& right) {
  ASSERT_EQ(left.books().cash(), right.books().cash());
  ASSERT_EQ(left.books().positions(), right.books().positions());
  ASSERT_EQ(left.books().day_profit(), right.books().day_profit());
  ASSERT_EQ(left.trades().size(), right.trades().size());
  ASSERT_EQ(left.closed_lots().size(), right.closed_lots().size());
  for (std::size_t index = 0; index < left.closed_lots().size(); ++index)
    ASSERT_EQ(left.closed_lots()[index].lot, right.closed_lots()[index].lot);
  for (const auto& [name, of] : left.symbols()) {
    ASSERT_EQ(of.lots.open(), right.symbols().at(name).lots.open());
    ASSERT_EQ(of.parts.at_price({}), right.symbols().at(name).parts.at_price({}));
  }
}

void expect_parts_and_lots(const symbol_ledger& of, const position& held, quantity manual) {
  quantity of_parts;
  money profit_of_parts;
  for (const auto& [strategy, part] : of.parts.at_price(held.market_price)) {
    of_parts += part.qty;
    profit_of_parts += part.realised + part.unrealised();
    ASSERT_FALSE(reduces(held.qty, part.qty)) << "parts never oppose one another";
    if (strategy == "manual") {
      ASSERT_EQ(part.qty, manual);
    }
  }
  ASSERT_EQ(of_parts, held.qty);
  const auto off = profit_of_parts - held.realised - held.unrealised();
  ASSERT_LT(std::abs(off.units), money::parse("0.01")->units);
  quantity of_lots;
  for (const auto& each : of.lots.open())
    of_lots += each.qty;
  ASSERT_EQ(of_lots, held.qty);
}

void expect_sums(const account_ledger& ledger, const naive_account& naive) {
  const auto& books = ledger.books();
  ASSERT_EQ(books.cash(), naive.cash);
  money worth = books.cash();
  money profits;
  for (const auto& [name, held] : books.positions()) {
    const auto known = naive.held.find(name);
    ASSERT_EQ(held.qty, known == naive.held.end() ? quantity{} : known->second) << name.text();
    worth += held.market_value();
    profits += held.realised + held.unrealised();
    ASSERT_NO_FATAL_FAILURE(
        expect_parts_and_lots(ledger.symbols().at(name), held, books.manual_qty(name)));
  }
  ASSERT_EQ(books.equity(), worth);
  ASSERT_EQ(books.equity() - ledger.contributed(), profits);
  ASSERT_EQ(books.realised() + ledger.unrealised(), profits);
}

TEST(account_ledger, agrees_with_a_naive_account_after_every_event) {
  for (std::uint64_t round = 0; round < 60; ++round) {
    SCOPED_TRACE(seed + round);
    account_story told(seed + round);
    for (int step = 0; step < 120; ++step)
      told.go_on();
    account_ledger ledger;
    naive_account naive;
    for (const auto& each : told.events) {
      ledger.fold(each);
      naive.take(each);
      ASSERT_NO_FATAL_FAILURE(expect_sums(ledger, naive));
    }
  }
}

TEST(account_ledger, is_the_same_when_every_fill_is_told_again) {
  for (std::uint64_t round = 0; round < 20; ++round) {
    SCOPED_TRACE(seed + round);
    account_story told(seed + round);
    for (int step = 0; step < 150; ++step)
      told.go_on();
    account_ledger once;
    account_ledger again;
    for (const auto& each : told.events) {
      once.fold(each);
      again.fold(each);
      if (std::holds_alternative<order_event>(each) || std::holds_alternative<intent>(each))
        again.fold(each);
    }
    ASSERT_NO_FATAL_FAILURE(expect_same(once, again));
  }
}

// Without corrections, which take cost out of a position at other lots' prices.
TEST(account_ledger, lots_gain_what_the_average_cost_gains_once_all_is_sold) {
  for (std::uint64_t round = 0; round < 40; ++round) {
    SCOPED_TRACE(seed + round);
    account_story told(seed + round);
    for (int step = 0; step < 150; ++step)
      told.go_on();
    account_ledger ledger;
    naive_account naive;
    for (const auto& each : told.events)
      if (const auto* made = std::get_if<adjustment>(&each);
          made == nullptr || made->qty.is_zero()) {
        ledger.fold(each);
        naive.take(each);
      }
    for (const auto& name : {btc, aapl}) {
      order_event last;
      last.kind = order_event_kind::fill;
      last.client_order_id = last.execution_id = "last" + std::string(name.text());
      last.symbol = name;
      const auto held = naive.held[name];
      last.side = held > quantity{} ? side::sell : side::buy;
      last.qty = last.cumulative_qty = held > quantity{} ? held : -held;
      last.px = price::of(77);
      last.market_ns = account_start_ns + 30 * day_ns;
      ledger.fold(last);
      naive.take(last);
      money gained;
      for (const auto& each : ledger.closed_lots())
        if (each.symbol == name)
          gained += each.lot.gain();
      ASSERT_EQ(gained, ledger.books().position_of(name).realised);
      ASSERT_EQ(gained, naive.flows[name]) << "what came in less what went out";
    }
    ASSERT_EQ(ledger.unrealised(), money{});
  }
}

TEST(account_ledger, another_account_begins_with_nothing) {
  account_story told(seed);
  for (int step = 0; step < 50; ++step)
    told.go_on();
  account_ledger ledger;
  for (const auto& each : told.events)
    ledger.fold(each);
  ASSERT_FALSE(ledger.trades().empty());
  session_started other;
  other.broker_account = "PA2";
  other.market_ns = account_start_ns - day_ns;
  ledger.fold(other);
  EXPECT_TRUE(ledger.trades().empty());
  EXPECT_TRUE(ledger.closed_lots().empty());
  EXPECT_TRUE(ledger.symbols().empty());
  EXPECT_EQ(ledger.contributed(), money{});
}

} // namespace
} // namespace troupe::trading::account_ledger_test
