// What a venue names as the cause of a difference, in the books: deposits and withdrawals are no
// profit; dividends, interest and fees are; splits change units and nothing else. And the account's
// profit, taken apart by strategy and by symbol, adds up.
#include "tests/unit/trading/portfolio/account_story.hpp"
#include "trading/portfolio/account_ledger.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::account_activities_test {
namespace {

constexpr time_ns noon_ns = 1'714'564'800 * second_ns; // 2024-05-01T12:00:00Z

class told_account {
public:
  told_account() {
    session_started opened;
    opened.broker_account = "PA1";
    opened.cash = money::of(10'000);
    opened.market_ns = noon_ns;
    ledger.fold(opened);
  }

  void fill(const symbol& name, side of, std::int64_t qty, std::int64_t px,
            const term& strategy = "alpha") {
    intent asked;
    asked.request.client_order_id = "o" + std::to_string(++orders_);
    asked.request.symbol = name;
    asked.request.side = of;
    asked.request.qty = quantity::of(qty);
    asked.strategy = strategy;
    asked.market_ns = noon_ns;
    order_event told;
    told.kind = order_event_kind::fill;
    told.client_order_id = told.execution_id = asked.request.client_order_id;
    told.symbol = name;
    told.side = of;
    told.qty = told.cumulative_qty = asked.request.qty;
    told.px = price::of(px);
    told.market_ns = noon_ns;
    ledger.fold(asked);
    ledger.fold(told);
  }
  void see(const symbol& name, std::int64_t px, time_ns at = noon_ns) {
    quote seen;
    seen.symbol = name;
    seen.market_ns = at;
    seen.bid = seen.ask = price::of(px);
    ledger.fold(seen);
  }
  void tell(adjustment_kind kind, const symbol& name, quantity qty, money cash) {
    adjustment made;
    made.kind = kind;
    made.symbol = name;
    made.qty = qty;
    made.cash = cash;
    made.market_ns = noon_ns;
    made.activity_id = "a" + std::to_string(++activities_);
    ledger.fold(made);
  }
  position held(const symbol& name) const { return ledger.books().position_of(name); }
  money profit() const { return ledger.books().equity() - ledger.contributed(); }
  money day() const { return ledger.books().day_profit(); }

  account_ledger ledger;

private:
  int orders_ = 0;
  int activities_ = 0;
};

TEST(account_activities, a_deposit_is_no_profit_and_neither_is_a_withdrawal) {
  told_account account;
  account.fill(aapl, side::buy, 10, 100);
  account.see(aapl, 103);
  ASSERT_EQ(account.day(), money::of(30));
  account.tell(adjustment_kind::deposit, {}, {}, money::of(5'000));
  account.tell(adjustment_kind::withdrawal, {}, {}, money::of(-2'000));
  EXPECT_EQ(account.ledger.books().cash(), money::of(12'000));
  EXPECT_EQ(account.ledger.contributed(), money::of(13'000));
  EXPECT_EQ(account.day(), money::of(30));
  EXPECT_EQ(account.profit(), money::of(30));
}

TEST(account_activities, a_split_changes_units_lots_and_prices_and_no_profit) {
  told_account account;
  account.fill(aapl, side::buy, 10, 100);
  account.fill(aapl, side::buy, 5, 130, "beta");
  account.see(aapl, 120);
  const auto profit = account.profit();
  account.tell(adjustment_kind::split, aapl, quantity::of(45), {}); // four for one
  const auto held = account.held(aapl);
  EXPECT_EQ(held.qty, quantity::of(60));
  EXPECT_EQ(held.market_price, price::of(30));
  EXPECT_EQ(held.cost_basis, money::of(1'650));
  EXPECT_EQ(held.average_price, *price::parse("27.5"));
  EXPECT_EQ(account.ledger.books().mark_of(aapl), price::of(30));
  EXPECT_EQ(account.profit(), profit);
  EXPECT_EQ(account.day(), profit);
  const auto& of = account.ledger.symbols().at(aapl);
  ASSERT_EQ(of.lots.open().size(), 2u);
  EXPECT_EQ(of.lots.open()[0].qty, quantity::of(40));
  EXPECT_EQ(of.lots.open()[0].cost, money::of(1'000));
  EXPECT_EQ(of.lots.open()[0].opened_ns, noon_ns) << "the lot is as old as it was";
  EXPECT_EQ(of.lots.open()[1].qty, quantity::of(20));
  EXPECT_EQ(of.parts.all().at("alpha").qty, quantity::of(40));
  EXPECT_EQ(of.parts.all().at("beta").qty, quantity::of(20));
  EXPECT_EQ(of.tally.corporate_actions, quantity::of(45));
  account.fill(aapl, side::sell, 40, 35, "alpha");
  EXPECT_EQ(account.ledger.closed_lots().back().lot.gain(), money::of(400));
}

TEST(account_activities, a_reverse_split_of_a_short_position_keeps_its_side) {
  told_account account;
  account.fill(aapl, side::sell, 20, 10);
  account.see(aapl, 12);
  account.tell(adjustment_kind::split, aapl, quantity::of(18), {}); // one for ten
  EXPECT_EQ(account.held(aapl).qty, quantity::of(-2));
  EXPECT_EQ(account.held(aapl).market_price, price::of(120));
  EXPECT_EQ(account.profit(), money::of(-40));
  EXPECT_EQ(account.day(), money::of(-40));
}

TEST(account_activities, a_dividend_is_income_of_its_symbol_and_of_those_who_hold_it) {
  told_account account;
  account.fill(aapl, side::buy, 30, 100, "alpha");
  account.fill(aapl, side::buy, 10, 100, "beta");
  account.tell(adjustment_kind::dividend, aapl, {}, money::of(20));
  EXPECT_EQ(account.day(), money::of(20));
  EXPECT_EQ(account.profit(), money::of(20));
  EXPECT_EQ(account.ledger.contributed(), money::of(10'000));
  EXPECT_EQ(account.held(aapl).realised, money::of(20));
  const auto rows = by_strategy(account.ledger.profits());
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].income, money::of(15));
  EXPECT_EQ(rows[1].income, money::of(5));
  EXPECT_EQ(by_symbol(account.ledger.profits())[0].income, money::of(20));
}

TEST(account_activities, interest_and_fees_of_the_account_belong_to_no_symbol) {
  told_account account;
  account.tell(adjustment_kind::interest, {}, {}, money::of(3));
  account.tell(adjustment_kind::fee, {}, {}, money::of(-1));
  EXPECT_EQ(account.profit(), money::of(2));
  EXPECT_EQ(account.ledger.books().realised(), money::of(2));
  EXPECT_TRUE(account.ledger.books().positions().empty());
  const auto rows = account.ledger.profits();
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_TRUE(rows[0].symbol.empty());
  EXPECT_EQ(rows[0].strategy, "manual");
  EXPECT_EQ(rows[0].income, money::of(3));
  EXPECT_EQ(rows[0].fees, money::of(1));
  EXPECT_EQ(rows[0].total(), money::of(2));
}

TEST(account_activities, a_coin_fee_leaves_fewer_coins_at_the_same_cost) {
  told_account account;
  account.fill(btc, side::buy, 2, 1'000);
  account.see(btc, 1'000);
  account.tell(adjustment_kind::coin_fee, btc, *quantity::parse("-0.005"), {});
  EXPECT_EQ(account.held(btc).qty, *quantity::parse("1.995"));
  EXPECT_EQ(account.held(btc).cost_basis, money::of(2'000));
  EXPECT_EQ(account.held(btc).market_price, price::of(1'000));
  EXPECT_EQ(account.day(), money::of(-5)) << "it is paid for";
  EXPECT_EQ(account.ledger.symbols().at(btc).tally.coin_fees, *quantity::parse("0.005"));
}

TEST(account_activities, an_activity_that_was_taken_over_is_known_again) {
  told_account account;
  account.tell(adjustment_kind::deposit, {}, {}, money::of(1));
  EXPECT_TRUE(account.ledger.books().knows_activity("a1"));
  EXPECT_FALSE(account.ledger.books().knows_activity("a2"));
  EXPECT_FALSE(account.ledger.books().knows_activity(""));
}

// -- properties -------------------------------------------------------------------------------

void expect_adds_up(const account_ledger& ledger, const std::vector<profit_part>& rows) {
  const auto sum = sum_of(rows);
  const auto& books = ledger.books();
  ASSERT_EQ(sum.total(), books.equity() - ledger.contributed());
  ASSERT_EQ(sum.day, books.day_profit());
  ASSERT_EQ(sum.market_value, books.equity() - books.cash());
}

TEST(account_activities, profits_by_strategy_and_by_symbol_add_up_after_every_event) {
  for (std::uint64_t round = 0; round < 60; ++round) {
    SCOPED_TRACE(account_seed + round);
    account_story told(account_seed + round, true);
    for (int step = 0; step < 150; ++step)
      told.go_on();
    account_ledger ledger;
    naive_account naive;
    for (const auto& each : told.events) {
      ledger.fold(each);
      naive.take(each);
      const auto parts = ledger.profits();
      ASSERT_NO_FATAL_FAILURE(expect_adds_up(ledger, parts));
      ASSERT_NO_FATAL_FAILURE(expect_adds_up(ledger, by_strategy(parts)));
      ASSERT_NO_FATAL_FAILURE(expect_adds_up(ledger, by_symbol(parts)));
      ASSERT_EQ(ledger.books().cash(), naive.cash);
      for (const auto& [name, held] : ledger.books().positions()) {
        ASSERT_EQ(held.qty, naive.held[name]);
        ASSERT_EQ(held.qty, ledger.symbols().at(name).tally.qty());
      }
    }
  }
}

// Money that is only brought in or taken out changes no figure of profit, whenever it happens.
TEST(account_activities, transfers_change_nobodys_profit) {
  for (std::uint64_t round = 0; round < 20; ++round) {
    SCOPED_TRACE(account_seed + round);
    account_story told(account_seed + round, true);
    for (int step = 0; step < 150; ++step)
      told.go_on();
    account_ledger with;
    account_ledger without;
    for (const auto& each : told.events) {
      with.fold(each);
      const auto* made = std::get_if<adjustment>(&each);
      if (made != nullptr && !is_profit(made->kind) && made->qty.is_zero()) {
        adjustment nothing = *made;
        nothing.cash = {};
        without.fold(nothing);
      } else {
        without.fold(each);
      }
      ASSERT_EQ(with.profits(), without.profits());
      ASSERT_EQ(with.books().day_profit(), without.books().day_profit());
    }
  }
}

TEST(account_activities, the_history_is_the_same_when_it_is_made_again) {
  account_story told(account_seed, true);
  for (int step = 0; step < 2'000; ++step)
    told.go_on();
  account_ledger once;
  account_ledger again;
  for (const auto& each : told.events)
    once.fold(each);
  for (const auto& each : told.events) {
    again.fold(each);
    if (!std::holds_alternative<session_started>(each))
      again.fold(event(clock_tick{market_time(each)})); // the venue's clock besides
  }
  for (const auto step : {history_step::minute, history_step::hour, history_step::day}) {
    EXPECT_GT(once.history().points(step).size(), 10u);
    EXPECT_EQ(once.history().points(step), again.history().points(step));
  }
}

} // namespace
} // namespace troupe::trading::account_activities_test
