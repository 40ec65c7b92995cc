// The desk against the matching engine: what it trades, and that other terms give other orders.
#include "trading/backtest/simulation.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::simulation_test {
namespace {

constexpr time_ns start_ns = 1'700'000'000 * second_ns / day_ns * day_ns;

simulation_terms terms_with(money order_notional_max) {
  simulation_terms terms;
  terms.desk.symbols = {symbol::of("BTC/USD")};
  terms.desk.strategies = {{"every_quote", {}}};
  terms.desk.limits.order_notional_max = order_notional_max;
  return terms;
}

std::vector<event> a_market() {
  session_started session;
  session.broker_account = "paper";
  session.simulated = true;
  session.market_ns = start_ns;
  session.cash = money::of(100'000);
  std::vector<event> events{session};
  for (int step = 1; step <= 50; ++step) {
    const auto at = start_ns + step * second_ns;
    events.emplace_back(quote{symbol::of("BTC/USD"), at, price::of(999 + step % 5),
                              quantity::of(1), price::of(1'001 + step % 5), quantity::of(1)});
    events.emplace_back(clock_tick{at});
  }
  return events;
}

simulation run(simulation_terms terms, const std::vector<event>& events) {
  auto made = simulation::make(std::move(terms)).value();
  for (const auto& each : events)
    made.fold(each);
  return made;
}

TEST(simulation, trades_what_the_strategies_want_and_keeps_the_books) {
  const auto done = run(terms_with(money::of(25'000)), a_market());
  EXPECT_GT(done.figures().orders, 5u);
  EXPECT_EQ(done.figures().fills, done.figures().orders);
  EXPECT_EQ(done.figures().wishes, done.figures().orders + done.figures().refused_by_risk);
  const auto& books = done.desk().books();
  money held;
  for (const auto& [name, position] : books.positions())
    held += position.market_value();
  EXPECT_EQ(books.equity(), books.cash() + held);
  EXPECT_LT(books.equity(), money::of(100'000)); // it pays the spread each time
}

TEST(simulation, gives_the_same_twice_and_another_under_another_limit) {
  const auto one = run(terms_with(money::of(25'000)), a_market());
  const auto same = run(terms_with(money::of(25'000)), a_market());
  const auto less = run(terms_with(money::of(100)), a_market());
  EXPECT_EQ(one.desk().books().equity(), same.desk().books().equity());
  EXPECT_GT(less.desk().books().equity(), one.desk().books().equity());
}

TEST(simulation, leaves_aside_what_followed_then) {
  auto events = a_market();
  intent past;
  past.request.client_order_id = "main-1-1";
  past.request.symbol = symbol::of("BTC/USD");
  past.request.qty = quantity::of(9);
  past.strategy = "every_quote";
  past.market_ns = start_ns;
  adjustment corrected;
  corrected.cash = money::of(1'000'000);
  auto with_outputs = events;
  with_outputs.insert(with_outputs.begin() + 1, {event{past}, event{corrected}});
  EXPECT_EQ(run(terms_with(money::of(25'000)), with_outputs).desk().books().cash(),
            run(terms_with(money::of(25'000)), events).desk().books().cash());
}

TEST(simulation, trades_nothing_before_its_beginning_and_nothing_while_halted) {
  auto late = terms_with(money::of(25'000));
  late.from_ns = start_ns + 40 * second_ns;
  const auto from_then = run(late, a_market());
  EXPECT_GT(from_then.figures().orders, 0u);
  EXPECT_LE(from_then.figures().wishes, 11u);

  auto events = a_market();
  events.insert(events.begin() + 1, event{command{command_kind::halt, "ann", "", start_ns}});
  EXPECT_EQ(run(terms_with(money::of(25'000)), events).figures().orders, 0u);
}

} // namespace
} // namespace troupe::trading::simulation_test
