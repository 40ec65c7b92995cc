// Exits that rest at the venue: a position in a bracket is left exactly once, however it ends.
#include "trading/backtest/simulation.hpp"
#include "trading/orders/stop_types.hpp"
#include "trading/risk/native_exit.hpp"

#include <gtest/gtest.h>

#include <random>

namespace troupe::trading::native_exit_test {
namespace {

constexpr time_ns start_ns = 1'700'000'000 * second_ns / day_ns * day_ns;
constexpr std::uint64_t seed = 71;
const auto aapl = symbol::of("AAPL");

simulation_terms terms_with(const parameter_values& parameters) {
  simulation_terms terms;
  terms.desk.symbols = {aapl};
  terms.desk.strategies = {{"ma_crossover", parameters}};
  return terms;
}

parameter_values bracketed() {
  return {{"candle_minutes", number::of(1)}, {"fast_length", number::of(3)},
          {"slow_length", number::of(8)},    {"stop_percent", number{units_per_one / 2}},
          {"target_percent", number::of(1)}, {"native_exits", number::of(1)}};
}

session_started session() {
  session_started made;
  made.broker_account = "paper";
  made.simulated = true;
  made.market_ns = start_ns;
  made.cash = money::of(100'000);
  return made;
}

// A minute from this close to that one, in cents.
void tell_minute(simulation& into, int minute, std::int64_t from, std::int64_t to) {
  constexpr std::int64_t cent = units_per_one / 100;
  bar candle;
  candle.symbol = aapl;
  candle.start_ns = start_ns + minute * minute_ns;
  candle.open = price{from * cent};
  candle.close = price{to * cent};
  candle.high = std::max(candle.open, candle.close);
  candle.low = std::min(candle.open, candle.close);
  candle.volume = quantity::of(100);
  into.fold(candle);
  into.fold(event(clock_tick{candle.end_ns()}));
}

struct counted {
  std::uint64_t brackets = 0;
  std::uint64_t by_target = 0;
  std::uint64_t by_stop = 0;
  std::uint64_t moved = 0;
  quantity bought;
  quantity sold;
};

counted count(const simulation& done) {
  counted all;
  for (const auto* each : done.desk().books().orders().all()) {
    const auto& asked = each->request;
    if (each->filled_qty.is_zero())
      continue;
    if (asked.side == side::buy) {
      all.bought += each->filled_qty;
      all.brackets += asked.order_class == order_class::bracket ? 1 : 0;
      continue;
    }
    all.sold += each->filled_qty;
    if (!asked.replaces.empty())
      ++all.moved;
    else if (is_stop(asked.type))
      ++all.by_stop;
    else
      ++all.by_target;
  }
  return all;
}

TEST(native_exits, leave_each_position_exactly_once_by_stop_target_or_the_strategy) {
  auto made = simulation::make(terms_with(bracketed())).value();
  made.fold(event(session()));
  std::mt19937_64 random(seed);
  std::int64_t cents = 10'000;
  std::int64_t drift = 0;
  for (int minute = 0; minute < 6'000; ++minute) {
    if (minute % 40 == 0)
      drift = static_cast<std::int64_t>(random() % 61) - 30;
    const auto before = cents;
    cents = std::max<std::int64_t>(
        2'000, cents + drift + static_cast<std::int64_t>(random() % 101) - 50);
    tell_minute(made, minute, before, cents);
    const auto held = made.desk().books().position_of(aapl).qty;
    ASSERT_GE(held, quantity{}) << "seed " << seed << ", minute " << minute;
    const auto stands = count(made);
    ASSERT_EQ(stands.bought - stands.sold, held);
    ASSERT_EQ(stands.by_stop + stands.by_target + stands.moved + (held.is_zero() ? 0 : 1),
              stands.brackets)
        << "seed " << seed << ", minute " << minute;
  }
  const auto all = count(made);
  EXPECT_GT(all.by_stop, 2u);
  EXPECT_GT(all.by_target, 2u);
  EXPECT_GT(all.moved, 2u);
  EXPECT_EQ(made.figures().refused_by_venue, 0u);
}

TEST(native_exits, need_both_legs) {
  auto parameters = bracketed();
  parameters.erase("target_percent");
  EXPECT_EQ(simulation::make(terms_with(parameters)).failure().code, "parameter_out_of_range");
}

decision entry_with(price stop, price target) {
  decision wish;
  wish.symbol = aapl;
  wish.verdict = verdict::enter_long;
  wish.inputs = {{"native_stop_price", number{stop.units}},
                 {"native_target_price", number{target.units}}};
  return wish;
}

order_request shares(quantity qty) {
  order_request asked;
  asked.symbol = aapl;
  asked.qty = qty;
  return asked;
}

TEST(native_exits, are_left_to_the_strategy_where_the_venue_takes_no_bracket) {
  const auto wish = entry_with(price::of(95), price::of(110));
  auto taken = shares(quantity::of(3));
  add_bracket(taken, wish, price::of(100));
  EXPECT_EQ(taken.order_class, order_class::bracket);
  EXPECT_EQ(taken.stop_loss_stop_price, price::of(95));
  auto fraction = shares(quantity{units_per_one / 2});
  add_bracket(fraction, wish, price::of(100));
  EXPECT_EQ(fraction.order_class, order_class::simple);
  auto coins = shares(quantity::of(3));
  coins.symbol = symbol::of("BTC/USD");
  add_bracket(coins, wish, price::of(100));
  EXPECT_EQ(coins.order_class, order_class::simple);
  auto jumped = shares(quantity::of(3));
  add_bracket(jumped, wish, price::of(111));
  EXPECT_EQ(jumped.order_class, order_class::simple) << "the price is beyond the target already";
}

} // namespace
} // namespace troupe::trading::native_exit_test
