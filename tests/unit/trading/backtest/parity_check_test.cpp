// A day that was traded otherwise than a backtest trades it: the four causes add up to the whole
// difference, whatever happened, and a day that was traded alike differs by nothing.
#include "trading/backtest/parity_check.hpp"

#include "trading/orders/fees.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <random>

namespace troupe::trading::parity_check_test {
namespace {

// 2023-11-14, midnight in New York.
constexpr time_ns start_ns = 1'699'938'000 * second_ns;
constexpr std::uint64_t seed = 20'231'114;
const auto bitcoin = symbol::of("BTC/USD");
const auto apple = symbol::of("AAPL");

simulation_terms terms_with(money order_notional_max) {
  simulation_terms terms;
  terms.desk.symbols = {bitcoin, apple};
  terms.desk.strategies = {{"every_quote", {}},
                           {"ma_crossover",
                            {{"candle_minutes", number::of(1)},
                             {"fast_length", number::of(3)},
                             {"slow_length", number::of(8)},
                             {"stop_percent", number{units_per_one / 2}},
                             {"target_percent", number::of(1)},
                             {"native_exits", number::of(1)}}}};
  terms.desk.limits.order_notional_max = order_notional_max;
  return terms;
}

simulation traded_by(money order_notional_max = money::of(9'000)) {
  return simulation::make(terms_with(order_notional_max)).value();
}

session_started session() {
  session_started made;
  made.broker_account = "paper";
  made.simulated = true;
  made.market_ns = start_ns;
  made.cash = money::of(100'000);
  return made;
}

// Bitcoin is quoted each five minutes, apple told in bars of a minute; at times an operator orders.
class market {
public:
  explicit market(std::uint64_t from) : random_(from) {}

  std::vector<event> minute(int at) {
    constexpr std::int64_t cent = units_per_one / 100;
    const auto ends = start_ns + (at + 1) * minute_ns;
    std::vector<event> told;
    if (at % 40 == 0)
      drift_ = step(30);
    bar candle;
    candle.symbol = apple;
    candle.start_ns = ends - minute_ns;
    candle.open = price{cents_ * cent};
    cents_ = std::max<std::int64_t>(2'000, cents_ + drift_ + step(50));
    candle.close = price{cents_ * cent};
    candle.high = std::max(candle.open, candle.close);
    candle.low = std::min(candle.open, candle.close);
    candle.volume = quantity::of(100);
    told.emplace_back(candle);
    if (at % 5 == 0) {
      bitcoin_ = std::max<std::int64_t>(500, bitcoin_ + step(9));
      told.emplace_back(quote{bitcoin, ends, price::of(bitcoin_), quantity::of(1),
                              price::of(bitcoin_ + 1), quantity::of(1)});
    }
    told.emplace_back(clock_tick{ends});
    if (at % 500 == 250)
      told.emplace_back(resting_order(ends));
    return told;
  }

private:
  std::int64_t step(std::int64_t most) {
    return static_cast<std::int64_t>(random_() % static_cast<std::uint64_t>(2 * most + 1)) - most;
  }

  operator_order resting_order(time_ns now) const {
    operator_order asked;
    asked.request.symbol = bitcoin;
    asked.request.type = order_type::limit;
    asked.request.time_in_force = time_in_force::gtc;
    asked.request.qty = quantity{units_per_one / 4};
    asked.request.limit_price = price::of(bitcoin_ - 15);
    asked.who = "ann";
    asked.market_ns = now;
    return asked;
  }

  std::mt19937_64 random_;
  std::int64_t cents_ = 10'000;
  std::int64_t drift_ = 0;
  std::int64_t bitcoin_ = 1'000;
};

// How what was done went otherwise than what the simulation makes of it.
struct mishaps {
  int late_minutes = 0;     // until a fill comes about, at the price of then
  int dropped_percent = 0;  // of fills
  int shifted_percent = 0;  // at another price
  int partial_percent = 0;  // of half the quantity
  std::int64_t fee_bps = 25;
  int deposit_minute = -1;
};

// The journal of an account that traded as a simulation does, but for the mishaps.
class account {
public:
  account(simulation traded, mishaps with)
      : traded_(std::move(traded)), with_(with), random_(seed) {
    traded_.observe([this](const event& made) { take(made); });
  }

  std::vector<event> journal(int minutes) {
    input(session());
    market around(seed);
    for (minute_ = 0; minute_ < minutes; ++minute_) {
      if (minute_ == with_.deposit_minute)
        deposit();
      for (const auto& each : around.minute(minute_))
        input(each);
      while (!late_.empty() && late_.front().first <= minute_) {
        record(late_.front().second);
        late_.pop_front();
      }
    }
    return std::move(journal_);
  }

private:
  void input(const event& told) {
    journal_.push_back(told);
    if (const auto* seen = std::get_if<quote>(&told))
      asks_[seen->symbol] = seen->ask;
    if (const auto* candle = std::get_if<bar>(&told))
      asks_[candle->symbol] = candle->close;
    traded_.fold(told);
  }

  void deposit() {
    adjustment paid;
    paid.kind = adjustment_kind::deposit;
    paid.cash = money::of(12'345);
    paid.market_ns = start_ns + minute_ * minute_ns;
    journal_.emplace_back(paid);
    traded_.adjust(paid);
  }

  void take(const event& made) {
    if (const auto* asked = std::get_if<intent>(&made)) {
      auto own = *asked;
      for (auto* id : {&own.request.client_order_id, &own.request.parent_id, &own.request.replaces})
        *id = own_id(*id);
      journal_.emplace_back(own);
    }
    const auto* reported = std::get_if<order_event>(&made);
    if (reported == nullptr)
      return;
    auto own = *reported;
    for (auto* id : {&own.client_order_id, &own.order_id, &own.execution_id})
      *id = own_id(*id);
    if (!is_execution(own)) {
      journal_.emplace_back(own);
      return;
    }
    if (strikes(with_.dropped_percent))
      return;
    late_.emplace_back(minute_ + with_.late_minutes, own);
    if (with_.late_minutes == 0) {
      record(late_.back().second);
      late_.pop_back();
    }
  }

  // No simulation gives one like it.
  static std::string own_id(const std::string& id) { return id.empty() ? id : "main-" + id; }

  void record(order_event filled) {
    if (with_.late_minutes > 0) {
      filled.market_ns += with_.late_minutes * minute_ns;
      filled.px = asks_[filled.symbol];
    }
    if (strikes(with_.shifted_percent))
      filled.px += price{units_per_one / 7};
    if (strikes(with_.partial_percent))
      filled.qty.units = filled.qty.units / 2 + 1;
    apply(fee_schedule{with_.fee_bps}, filled);
    journal_.emplace_back(filled);
  }

  bool strikes(int percent) { return static_cast<int>(random_() % 100) < percent; }

  simulation traded_;
  mishaps with_;
  std::mt19937_64 random_;
  int minute_ = 0;
  std::map<symbol, price> asks_;
  std::deque<std::pair<int, order_event>> late_;
  std::vector<event> journal_;
};

parity_report parity_from(const std::vector<event>& journal, time_ns begins_ns,
                          money order_notional_max = money::of(9'000)) {
  std::vector<parity_check::candidate> candidates;
  candidates.push_back({{}, traded_by(order_notional_max)});
  parity_check check(std::move(candidates), begins_ns, begins_ns + day_ns);
  for (const auto& each : journal)
    check.fold(each);
  return check.finish();
}

parity_report parity_of(const std::vector<event>& journal, int day,
                        money order_notional_max = money::of(9'000)) {
  return parity_from(journal, start_ns + day * day_ns, order_notional_max);
}

constexpr int three_days = 3 * 24 * 60;

money of(const parity_report& report, parity_cause why) {
  return report.compared.parts.of[static_cast<std::size_t>(why)];
}

void expect_sum(const parity_report& report) {
  const auto& compared = report.compared;
  EXPECT_EQ(compared.parts.total(), report.actual.equity - report.simulated.equity);
  EXPECT_EQ(report.adjusted, money{});
  parity_parts by_row;
  for (const auto& [of, row] : compared.rows)
    by_row += row.parts;
  EXPECT_EQ(by_row, compared.parts);
  parity_parts by_trade;
  for (const auto& each : compared.trades)
    by_trade += each.parts;
  if (compared.differing == compared.trades.size()) {
    EXPECT_EQ(by_trade, compared.parts);
  }
}

TEST(parity_check, finds_no_difference_in_days_that_were_traded_as_a_backtest_does) {
  const auto journal = account(traded_by(), {}).journal(three_days - 10);
  for (int day = 0; day < 3; ++day) {
    SCOPED_TRACE(day);
    const auto report = parity_of(journal, day);
    EXPECT_GT(report.actual.wishes, 50u);
    EXPECT_EQ(report.actual.wishes, report.simulated.wishes);
    EXPECT_EQ(report.actual.executions, report.simulated.executions);
    EXPECT_EQ(report.actual.fees, report.simulated.fees);
    EXPECT_EQ(report.compared.differing, 0u);
    EXPECT_EQ(report.actual.equity, report.simulated.equity);
    EXPECT_EQ(report.complete, day < 2);
    expect_sum(report);
  }
}

TEST(parity_check, goes_on_from_whatever_was_held_and_ordered_when_the_day_began) {
  const auto journal = account(traded_by(), {}).journal(three_days);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 60; ++round) {
    const auto minute = static_cast<time_ns>(random() % (2 * 24 * 60));
    SCOPED_TRACE("seed " + std::to_string(seed) + ", minute " + std::to_string(minute));
    const auto report = parity_from(journal, start_ns + minute * minute_ns);
    EXPECT_EQ(report.compared.differing, 0u);
    EXPECT_EQ(report.actual.equity, report.simulated.equity);
  }
}

TEST(parity_check, deals_the_whole_difference_over_its_causes_whatever_happened) {
  std::mt19937_64 random(seed);
  std::uint64_t differing = 0;
  for (int round = 0; round < 6; ++round) {
    SCOPED_TRACE("seed " + std::to_string(seed) + ", round " + std::to_string(round));
    const auto percent = [&] { return static_cast<int>(random() % 30); };
    const mishaps with{static_cast<int>(random() % 3), percent(), percent(), percent(),
                       static_cast<std::int64_t>(random() % 60), 1'000};
    const auto journal = account(traded_by(), with).journal(three_days);
    for (int day = 0; day < 3; ++day) {
      const auto report = parity_of(journal, day);
      differing += report.compared.differing;
      expect_sum(report);
    }
  }
  EXPECT_GT(differing, 1'000u);
}

TEST(parity_check, calls_a_fill_under_another_quote_timing) {
  mishaps late;
  late.late_minutes = 5;
  const auto report = parity_of(account(traded_by(), late).journal(three_days), 0);
  EXPECT_NE(of(report, parity_cause::timing), money{});
  expect_sum(report);
}

TEST(parity_check, calls_another_price_under_the_same_quote_fill) {
  mishaps dear;
  dear.shifted_percent = 20;
  const auto report = parity_of(account(traded_by(), dear).journal(24 * 60 - 5), 0);
  EXPECT_NE(of(report, parity_cause::fill), money{});
  EXPECT_EQ(of(report, parity_cause::timing), money{});
  EXPECT_EQ(of(report, parity_cause::signal), money{});
  expect_sum(report);
}

TEST(parity_check, calls_another_fee_fee_and_nothing_else) {
  mishaps costly;
  costly.fee_bps = 40;
  const auto report = parity_of(account(traded_by(), costly).journal(60), 0);
  EXPECT_LT(of(report, parity_cause::fee), money{});
  EXPECT_EQ(of(report, parity_cause::timing), money{});
  expect_sum(report);
}

TEST(parity_check, calls_a_trade_that_only_one_side_made_signal) {
  mishaps lost;
  lost.dropped_percent = 30;
  const auto report = parity_of(account(traded_by(), lost).journal(12 * 60), 0);
  std::uint64_t alone = 0;
  for (const auto& [of, row] : report.compared.rows)
    alone += row.only_simulated;
  EXPECT_GT(alone, 10u);
  EXPECT_NE(of(report, parity_cause::signal), money{});
  EXPECT_EQ(of(report, parity_cause::timing), money{});
  expect_sum(report);
}

TEST(parity_check, shows_what_other_limits_would_have_made_of_the_day) {
  const auto journal = account(traded_by(), {}).journal(12 * 60);
  const auto report = parity_of(journal, 0, money::of(500));
  EXPECT_GT(report.compared.differing, 10u);
  EXPECT_NE(report.compared.parts.total(), money{});
  expect_sum(report);
}

TEST(parity_check, of_a_day_without_a_market_has_traded_nothing) {
  const auto journal = account(traded_by(), {}).journal(60);
  const auto report = parity_of(journal, 1);
  EXPECT_FALSE(report.traded);
  EXPECT_EQ(report.actual.wishes, 0u);
}

} // namespace
} // namespace troupe::trading::parity_check_test
