// The whole books against an account that is kept in the simplest way: every event once more, as a
// sum. Random fills long, short and through zero, of two strategies and by hand, fees in coin and
// in money, money that comes and goes, and corrections.
#include "trading/orders/fees.hpp"
#include "trading/portfolio/account_ledger.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <random>
#include <vector>

namespace troupe::trading {
namespace {

constexpr std::uint64_t seed = 20'180'404;
constexpr time_ns start_ns = 1'522'800'000 * second_ns;
const auto btc = symbol::of("BTC/USD");
const auto aapl = symbol::of("AAPL");

class story {
public:
  explicit story(std::uint64_t from) : random_(from) {
    session_started opened;
    opened.broker_account = "PA1";
    opened.cash = money::of(100'000);
    opened.market_ns = start_ns;
    events.emplace_back(opened);
  }

  void go_on() {
    now_ += static_cast<time_ns>(random_() % 40) * minute_ns;
    const auto& name = random_() % 2 == 0 ? btc : aapl;
    const auto kind = random_() % 10;
    if (kind < 6)
      trade(name);
    else if (kind < 8)
      quote_of(name);
    else if (kind == 8)
      adjust({}, adjustment_kind::cash_corrected, {}, amount(9'000) - money::of(4'000));
    else
      adjust(name, adjustment_kind::position_corrected,
             quantity{static_cast<std::int64_t>(random_() % 4'000'000'000) - 2'000'000'000}, {});
  }

  std::vector<event> events;

private:
  money amount(std::int64_t most) {
    return money{static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(most)) *
                     units_per_one +
                 static_cast<std::int64_t>(random_() % 1'000'000'000)};
  }
  price any_price() { return price{static_cast<std::int64_t>(random_() % 300'000'000'000) + 1}; }

  void trade(const symbol& name) {
    intent asked;
    order_event fill;
    asked.request.client_order_id = fill.client_order_id = fill.execution_id =
        "o" + std::to_string(events.size());
    asked.request.symbol = fill.symbol = name;
    asked.request.side = fill.side = random_() % 2 == 0 ? side::buy : side::sell;
    const term owners[] = {"alpha", "beta", "manual"};
    asked.strategy = owners[random_() % 3];
    fill.kind = order_event_kind::fill;
    fill.market_ns = asked.market_ns = now_;
    fill.qty = fill.cumulative_qty = asked.request.qty =
        quantity{static_cast<std::int64_t>(random_() % 5'000'000'000) + 1};
    fill.px = any_price();
    apply(fee_schedule{}, fill);
    events.emplace_back(asked);
    events.emplace_back(fill);
  }

  void quote_of(const symbol& name) {
    quote seen;
    seen.symbol = name;
    seen.market_ns = now_;
    seen.bid = seen.ask = any_price();
    events.emplace_back(seen);
  }

  void adjust(const symbol& name, adjustment_kind kind, quantity qty, money cash) {
    adjustment made;
    made.kind = kind;
    made.symbol = name;
    made.qty = qty;
    made.px = any_price();
    made.cash = cash;
    made.market_ns = now_;
    events.emplace_back(made);
  }

  std::mt19937_64 random_;
  time_ns now_ = start_ns;
};

// Sums, and nothing else.
struct naive_account {
  money cash;
  std::map<symbol, quantity> held;
  std::map<symbol, money> flows; // of trades
  std::map<symbol, price> last;

  void take(const event& happened) {
    if (const auto* opened = std::get_if<session_started>(&happened))
      cash = opened->cash;
    if (const auto* seen = std::get_if<quote>(&happened))
      last[seen->symbol] = seen->bid;
    if (const auto* fill = std::get_if<order_event>(&happened)) {
      const auto paid = notional(fill->px, fill->qty);
      const bool buys = fill->side == side::buy;
      held[fill->symbol] += buys ? fill->qty - fill->fee_qty : -fill->qty;
      flows[fill->symbol] += (buys ? -paid : paid) - fill->fee;
      cash += (buys ? -paid : paid) - fill->fee;
    }
    if (const auto* made = std::get_if<adjustment>(&happened)) {
      cash += made->cash;
      held[made->symbol] += made->qty;
    }
  }
};

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
    story told(seed + round);
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
    story told(seed + round);
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
    story told(seed + round);
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
      last.market_ns = start_ns + 30 * day_ns;
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
  story told(seed);
  for (int step = 0; step < 50; ++step)
    told.go_on();
  account_ledger ledger;
  for (const auto& each : told.events)
    ledger.fold(each);
  ASSERT_FALSE(ledger.trades().empty());
  session_started other;
  other.broker_account = "PA2";
  other.market_ns = start_ns - day_ns;
  ledger.fold(other);
  EXPECT_TRUE(ledger.trades().empty());
  EXPECT_TRUE(ledger.closed_lots().empty());
  EXPECT_TRUE(ledger.symbols().empty());
  EXPECT_EQ(ledger.contributed(), money{});
}

} // namespace
} // namespace troupe::trading
