// The way of an order through risk allocates nothing: what is asked, every gate and what they
// compared, the verdict, the reservation, and the copies that go into messages and records.
#include "tests/unit/allocation_count.hpp"
#include "trading/risk/risk_book.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace troupe::trading::risk_allocation_test {
namespace {

constexpr time_ns noon = 1'700'000'000 * second_ns;

class busy_book : public testing::Test {
protected:
  busy_book() {
    session_started started;
    started.broker_account = "account";
    started.simulated = true;
    started.cash = money::of(10'000'000);
    book.fold(event(started));
    for (int index = 0; index < 40; ++index)
      hold(symbol::of("S" + std::string(1, static_cast<char>('A' + index % 26)) +
                      std::string(1, static_cast<char>('A' + index / 26))),
           index);
  }

  void hold(const symbol& name, int index) {
    quote seen;
    seen.symbol = name;
    seen.market_ns = noon;
    seen.bid = seen.ask = price::of(100 + index);
    book.fold(seen);
    intent asked;
    asked.request.client_order_id = "order-" + std::to_string(index);
    asked.request.symbol = name;
    asked.request.qty = quantity::of(10);
    asked.strategy = "another";
    asked.market_ns = noon;
    book.fold(event(asked));
    order_event filled;
    filled.kind = index % 2 == 0 ? order_event_kind::fill : order_event_kind::open;
    filled.client_order_id = asked.request.client_order_id;
    filled.symbol = name;
    filled.market_ns = noon;
    if (index % 2 == 0)
      filled.qty = filled.cumulative_qty = quantity::of(10);
    filled.px = seen.ask;
    book.fold(event(filled));
  }

  risk_book book;
};

TEST_F(busy_book, assesses_an_entry_and_an_exit_without_an_allocation) {
  decision entry;
  entry.market_ns = noon;
  entry.symbol = symbol::of("SBA");
  entry.strategy = "stochrsi_ema";
  entry.verdict = verdict::enter_long;
  auto leaving = entry;
  leaving.symbol = symbol::of("SAA");
  leaving.verdict = verdict::exit;
  std::array<std::size_t, 2> gates{};
  const auto before = allocation_count();
  for (int turn = 0; turn < 100; ++turn) {
    const auto judged = book.assess(entry, price::of(101), noon);
    const auto recorded = judged.risk_decision;
    gates[0] += recorded.gates.size();
    book.release(judged.risk_decision);
    const auto closed = book.assess(leaving, price::of(100), noon);
    gates[1] += closed.risk_decision.gates.size();
    book.release(closed.risk_decision);
  }
  const auto after = allocation_count();
  EXPECT_EQ(after, before);
  EXPECT_EQ(gates[0], 100 * (entry_rules().size() - 13)) << "thirteen rules are off";
  EXPECT_EQ(gates[1], 100 * (exit_rules().size() - 1)) << "one rule is off";
}

} // namespace
} // namespace troupe::trading::risk_allocation_test
