// The value at risk as a limit, and sizes by measured risk, in the risk role's own state.
#include "trading/risk/portfolio_risk.hpp"
#include "trading/risk/risk_book.hpp"
#include "trading/sizing/model_size.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

namespace troupe::trading::value_at_risk_test {
namespace {

constexpr time_ns noon = 1'522'843'200 * second_ns;
constexpr std::uint64_t seed = 31;

const symbol coin = symbol::of("BTC/USD");
const symbol other = symbol::of("ETH/USD");

class measured_account : public testing::Test {
protected:
  void begin(const risk_limits& limits, int minutes = 100) {
    book = risk_book(limits);
    session_started started;
    started.broker_account = "PA1";
    started.simulated = true;
    started.market_ns = noon;
    started.cash = money::of(100'000);
    book.fold(event(started));
    command enabled;
    enabled.kind = command_kind::enable_trading;
    enabled.market_ns = noon;
    book.fold(event(enabled));
    std::mt19937_64 random(seed);
    for (now = noon; now < noon + minutes * minute_ns; now += minute_ns)
      for (auto* closes : {&coin_closes, &other_closes}) {
        const auto cents = closes->empty() ? 10'000 : closes->back();
        closes->push_back(cents + static_cast<std::int64_t>(random() % 101) - 50);
        bar candle;
        candle.symbol = closes == &coin_closes ? coin : other;
        candle.start_ns = now;
        candle.open = candle.high = candle.low = candle.close =
            price{closes->back() * (units_per_one / 100)};
        book.fold(candle);
      }
  }

  static std::vector<double> returns_of(const std::vector<std::int64_t>& closes) {
    std::vector<double> returns;
    for (std::size_t at = 1; at < closes.size(); ++at)
      returns.push_back(static_cast<double>(closes[at]) / static_cast<double>(closes[at - 1]) - 1);
    return returns;
  }

  decision wish(const symbol& name) const {
    decision made;
    made.market_ns = now;
    made.symbol = name;
    made.strategy = "momentum";
    made.verdict = verdict::enter_long;
    return made;
  }

  assessment ask(const decision& wanted) {
    return book.assess(wanted, book.books().mark_of(wanted.symbol), now);
  }

  static number value_of(const assessment& of, term gate_name) {
    for (const auto& each : of.risk_decision.gates)
      if (each.name == gate_name)
        return each.value;
    ADD_FAILURE() << gate_name.text() << " was not asked";
    return {};
  }

  risk_book book;
  time_ns now = noon;
  std::vector<std::int64_t> coin_closes;
  std::vector<std::int64_t> other_closes;
};

TEST_F(measured_account, bounds_what_the_last_returns_would_have_lost) {
  risk_limits limits;
  limits.var_max_bps = limits.cvar_max_bps = 10'000;
  limits.order_notional_max = money::of(10'000);
  begin(limits);
  const auto first = ask(wish(coin));
  ASSERT_TRUE(first.request);
  auto coin_returns = returns_of(coin_closes);
  auto other_returns = returns_of(other_closes);
  const auto value = [&](const assessment& of) {
    return notional(book.books().mark_of(of.risk_decision.symbol), of.request->qty).to_double();
  };
  auto losses = coin_returns;
  for (auto& each : losses)
    each *= value(first);
  const auto alone = historical_tail(losses, confidence_level::percent_95);
  EXPECT_NEAR(value_of(first, "value_at_risk").to_double(), alone->var * std::sqrt(60.0), 1e-6);

  const auto second = ask(wish(other)); // the first is approved, and counts
  ASSERT_TRUE(second.request);
  std::vector<double> both;
  for (std::size_t at = 0; at < coin_returns.size(); ++at)
    both.push_back(value(first) * coin_returns[at] + value(second) * other_returns[at]);
  const auto tail = historical_tail(both, confidence_level::percent_95);
  EXPECT_NEAR(value_of(second, "value_at_risk").to_double(), tail->var * std::sqrt(60.0), 1e-6);
  EXPECT_NEAR(value_of(second, "conditional_value_at_risk").to_double(),
              tail->cvar * std::sqrt(60.0), 1e-6);
}

TEST_F(measured_account, refuses_what_would_put_too_much_at_risk) {
  risk_limits limits;
  limits.var_max_bps = 1;
  begin(limits);
  EXPECT_EQ(ask(wish(coin)).risk_decision.reason, "value_at_risk");
}

TEST_F(measured_account, refuses_where_the_risk_cannot_be_measured_unless_told_otherwise) {
  risk_limits limits;
  limits.var_max_bps = 10'000;
  begin(limits, 20);
  EXPECT_EQ(ask(wish(coin)).risk_decision.reason, "value_at_risk");
  limits.correlation_undefined = undefined_rule::pass;
  book.set_limits(limits);
  EXPECT_TRUE(ask(wish(coin)).request);
}

TEST_F(measured_account, sizes_by_a_volatility_target_and_by_parity) {
  begin({});
  const double yearly = deviation_of(returns_of(coin_closes)) * std::sqrt(365.0 * 1440.0);
  const auto qty_for = [&](term size, const char* percent) {
    auto wanted = wish(coin);
    wanted.inputs = {{size, *number::parse(percent), true}};
    const auto judged = ask(wanted);
    return judged.request ? judged.request->qty.to_double() : 0.0;
  };
  const double px = book.books().mark_of(coin).to_double();
  const auto units = [&](double share) { return 100'000 * share / px; };
  EXPECT_NEAR(qty_for("size_volatility_percent", "150"),
              units(safe_share(volatility_share(yearly, 1.5, 0.02), std::nullopt)), 1e-4);
  book.release(ask(wish(coin)).risk_decision);
  EXPECT_NEAR(qty_for("size_parity_percent", "150"),
              units(safe_share(parity_share(yearly, 1.5), std::nullopt)), 1e-4);
}

TEST_F(measured_account, sizes_by_kelly_only_once_ten_trades_are_known) {
  begin({});
  auto wanted = wish(coin);
  wanted.inputs = {{"size_kelly_percent", number::of(50), true}};
  EXPECT_EQ(ask(wanted).risk_decision.reason, "order_minimum_notional");
}

class held_coin : public measured_account {
protected:
  void hold(int minutes) {
    risk_limits limits;
    limits.var_max_bps = 10'000;
    begin(limits, minutes);
    intent asked;
    asked.request.client_order_id = "one";
    asked.request.symbol = coin;
    asked.request.qty = quantity::of(10);
    asked.strategy = "momentum";
    asked.market_ns = now;
    book.fold(event(asked));
    order_event filled;
    filled.kind = order_event_kind::fill;
    filled.client_order_id = "one";
    filled.symbol = coin;
    filled.market_ns = now;
    filled.qty = filled.cumulative_qty = quantity::of(10);
    filled.px = book.books().mark_of(coin);
    book.fold(event(filled));
  }

  std::optional<double> figure_of(term name) {
    for (const auto& each : book.figures(now))
      if (each.name == name)
        return each.defined ? std::optional(each.value.to_double()) : std::nullopt;
    ADD_FAILURE() << name.text() << " is not told";
    return std::nullopt;
  }
};

TEST_F(held_coin, is_told_with_what_it_may_lose) {
  hold(100);
  const double value = 10 * book.books().mark_of(coin).to_double();
  const double equity = book.books().equity().to_double();
  const auto returns = returns_of(coin_closes);
  auto losses = returns;
  for (auto& each : losses)
    each *= value;
  const double deviation = deviation_of(losses);
  const auto tail = historical_tail(losses, confidence_level::percent_99);
  EXPECT_NEAR(*figure_of("value_at_risk_99"), tail->var * std::sqrt(60.0), 1e-6);
  EXPECT_NEAR(*figure_of("conditional_value_at_risk_99"), tail->cvar * std::sqrt(60.0), 1e-6);
  for (const auto& each : book.account_gates(now))
    if (each.name == "value_at_risk") {
      EXPECT_NEAR(*figure_of("value_at_risk_95"), each.value.to_double(), 1e-6);
    }
  EXPECT_NEAR(*figure_of("volatility"), deviation * std::sqrt(365.0 * 1440.0) / equity, 1e-6);
  EXPECT_NEAR(*figure_of("parametric_value_at_risk_95"),
              parametric_tail(mean_of(losses), deviation, confidence_level::percent_95).var *
                  std::sqrt(60.0),
              1e-6);
  EXPECT_NEAR(*figure_of("simulated_value_at_risk_95"), *figure_of("parametric_value_at_risk_95"),
              0.2 * deviation * std::sqrt(60.0));
  EXPECT_EQ(*figure_of("concentration"), 1.0);
  EXPECT_NEAR(*figure_of("stress_market_crash"), 0.2 * value, 1e-6);
  EXPECT_NEAR(*figure_of("stress_volatility_spike"), 2 * *figure_of("value_at_risk_95"), 1e-6);
  EXPECT_FALSE(figure_of("correlation")) << "of one position there is none";
}

TEST_F(held_coin, is_measured_against_the_average_of_all_symbols) {
  hold(100);
  const auto mine = returns_of(coin_closes);
  auto market = returns_of(other_closes);
  for (std::size_t at = 0; at < market.size(); ++at)
    market[at] = (market[at] + mine[at]) / 2;
  const double share =
      10 * book.books().mark_of(coin).to_double() / book.books().equity().to_double();
  auto weighted = mine;
  for (auto& each : weighted)
    each *= share;
  EXPECT_NEAR(*figure_of("beta"), *beta_of(weighted, market), 1e-6);
}

TEST_F(held_coin, is_told_without_what_too_few_returns_leave_unknown) {
  hold(20);
  EXPECT_FALSE(figure_of("value_at_risk_95"));
  EXPECT_FALSE(figure_of("volatility"));
  EXPECT_TRUE(figure_of("stress_market_crash"));
}

} // namespace
} // namespace troupe::trading::value_at_risk_test
