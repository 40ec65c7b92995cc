// The rules of the strategies that measure a market, held against the table that they come from;
// and that the target and the stop of a signal are really used.
#include "trading/strategies/crypto_scalping.hpp"

#include "strategy_candles.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <string>

namespace troupe::trading::measured_strategies_test {
namespace {

constexpr std::uint64_t seed = 4'021;

struct expected_signal {
  bool buys = false;
  double confidence = 0;
  double target = 0;
  double stop = 0;
};
using rule = std::function<std::optional<expected_signal>(double v, double m, bool s)>;

double input_of(const decision& made, term name) {
  for (const auto& each : made.inputs)
    if (each.name == name && each.defined)
      return number{each.value}.to_double();
  ADD_FAILURE() << name.text() << " is not told";
  return 0;
}

// Flat all the way, so that every signal shows.
void expect_rule(const char* name, const parameter_values& given, const rule& expected) {
  int signals = 0;
  for (std::uint64_t round = 0; round < 6; ++round) {
    SCOPED_TRACE(std::string(name) + ", seed " + std::to_string(seed + round));
    const auto machine = make_strategy(name, given).value();
    market_measures measures({.volatility_periods = 12});
    for (const auto& candle : candles_of(random_candles(seed + round, 900), 5 * minute_ns)) {
      const auto made = machine->on_candle(candle, {});
      const auto now = measures.update(candle);
      if (!now.complete())
        continue;
      const auto signal = expected(now.volatility, now.momentum, now.surge);
      const auto wanted = !signal        ? verdict::none
                          : signal->buys ? verdict::enter_long
                                         : verdict::enter_short;
      ASSERT_EQ(made->verdict, wanted) << now.volatility << ' ' << now.momentum << ' ' << now.surge
                                       << ' ' << made->reason.text();
      if (!signal)
        continue;
      ++signals;
      ASSERT_NEAR(input_of(*made, "confidence"), signal->confidence, 1e-8);
      ASSERT_NEAR(input_of(*made, "signal_target_percent"), 100 * signal->target, 1e-6);
      ASSERT_NEAR(input_of(*made, "signal_stop_percent"), 100 * signal->stop, 1e-6);
    }
  }
  EXPECT_GT(signals, 30) << name;
}

std::optional<expected_signal> surer_than(double least, const expected_signal& of) {
  return of.confidence >= least ? std::optional(of) : std::nullopt;
}

const parameter_values shorts{{"allow_short", number::of(1)}};

TEST(momentum, signals_by_its_line_of_the_table) {
  auto given = shorts;
  given["volatility_min"] = *number::parse("0.006");
  expect_rule("momentum", given, [](double v, double m, bool s) -> std::optional<expected_signal> {
    if (v < 0.006 || (m <= 0.7 && m >= 1.0 - 0.7))
      return std::nullopt;
    const double sure = 0.8 * (m > 0.7 ? m : 1 - m) + (s ? 0.2 : 0);
    return surer_than(0.6, {m > 0.7, std::min(0.9, sure), 0.8 * v, 0.3 * v});
  });
}

TEST(mean_reversion, signals_by_its_line_of_the_table) {
  auto given = shorts;
  given["volatility_min"] = *number::parse("0.002");
  given["extreme_min"] = *number::parse("0.75");
  given["confidence_min"] = number{};
  expect_rule("mean_reversion", given,
              [](double v, double m, bool) -> std::optional<expected_signal> {
                if (v <= 0.002 || (m <= 0.75 && m >= 0.25))
                  return std::nullopt;
                const double extreme = m > 0.75 ? m : 1 - m;
                const double sure = std::min(0.85, 5 * (extreme - 0.8) + 0.1);
                return expected_signal{m < 0.25, std::max(sure, 0.0), 0.6 * v, 0.4 * v};
              });
}

TEST(grid, signals_by_its_line_of_the_table) {
  expect_rule("grid", shorts, [](double v, double m, bool) -> std::optional<expected_signal> {
    const bool buys = m >= 0.3 && m <= 0.45;
    const bool sells = m >= 1.0 - 0.45 && m <= 1.0 - 0.3;
    if (v > 0.02 || (!buys && !sells))
      return std::nullopt;
    return expected_signal{buys, 0.65, 0.005, 0.01};
  });
}

TEST(breakout, signals_by_its_line_of_the_table_where_the_range_before_is_left) {
  auto given = shorts;
  given["volatility_min"] = *number::parse("0.005");
  given["confidence_min"] = number{};
  given["momentum_min"] = *number::parse("0.5");
  int signals = 0;
  for (std::uint64_t round = 0; round < 6; ++round) {
    const auto machine = make_strategy("breakout", given).value();
    market_measures measures({.volatility_periods = 12});
    const auto all = candles_of(random_candles(seed + round, 900), 5 * minute_ns);
    for (std::size_t at = 0; at < all.size(); ++at) {
      const auto made = machine->on_candle(all[at], {});
      const auto now = measures.update(all[at]);
      if (at < 20)
        continue;
      auto low = all[at - 1].low;
      auto high = all[at - 1].high;
      for (std::size_t back = at - 20; back < at; ++back) {
        low = std::min(low, all[back].low);
        high = std::max(high, all[back].high);
      }
      const bool moves = now.surge && now.volatility > 0.005;
      const bool buys = moves && all[at].close > high && now.momentum > 0.5;
      const bool sells = moves && all[at].close < low && now.momentum < 0.5;
      ASSERT_EQ(made->verdict, buys    ? verdict::enter_long
                               : sells ? verdict::enter_short
                                       : verdict::none)
          << at << ", seed " << seed + round;
      if (!buys && !sells)
        continue;
      ++signals;
      const double sure = 10 * now.volatility + 0.5 * (buys ? now.momentum : 1 - now.momentum);
      ASSERT_NEAR(input_of(*made, "confidence"), std::min(0.88, sure), 1e-8);
      ASSERT_NEAR(input_of(*made, "signal_target_percent"), 120 * now.volatility, 1e-6);
      ASSERT_NEAR(input_of(*made, "signal_stop_percent"), 50 * now.volatility, 1e-6);
    }
  }
  EXPECT_GT(signals, 10);
}

TEST(crypto_scalping, scores_by_its_table) {
  struct known {
    double volatility;
    bool surge;
    double momentum;
    scalp_score score;
  };
  const std::vector<known> table{{0.004, true, 0.70, {1, 0.5, 0.004, 0.002}},
                                 {0.006, true, 0.66, {1, 0.6, 0.005, 0.003}},
                                 {0.006, false, 0.76, {1, 0.5, 0.005, 0.003}},
                                 {0.006, true, 0.56, {1, 0.5, 0.004, 0.002}},
                                 {0.006, false, 0.59, {1, 0.45, 0.003, 0.0015}},
                                 {0.006, false, 0.57, {0, 0, 0, 0}},
                                 {0.02, false, 0.65, {0, 0.2, 0, 0}},
                                 {0.02, true, 0.30, {-1, 0.5, 0.008, 0.005}},
                                 {0.05, true, 0.90, {1, 0.8, 0.008, 0.005}},
                                 {0.1, false, 0.1, {-1, 0.9, 0.008, 0.005}},
                                 {0.02, true, 0.58, {1, 0.5, 0.004, 0.002}},
                                 {0.02, false, 0.5, {0, 0, 0, 0}},
                                 {0.643569, true, 0.195402, {-1, 0.9, 0.008, 0.005}},
                                 {0.587752, false, 0.755814, {1, 0.9, 0.008, 0.005}},
                                 {0.478176, true, 0.410959, {-1, 0.5, 0.004, 0.002}}};
  for (const auto& each : table) {
    SCOPED_TRACE(std::to_string(each.volatility) + " " + std::to_string(each.momentum));
    const auto score = score_scalp(each.volatility, each.surge, each.momentum);
    EXPECT_EQ(score.side, each.score.side);
    EXPECT_NEAR(score.confidence, each.score.confidence, 1e-9);
    EXPECT_NEAR(score.target, each.score.target, 1e-12);
    EXPECT_NEAR(score.stop, each.score.stop, 1e-12);
  }
}

// Up by one part in a hundred at each candle but every fourth, which gives half of it back: sure
// signals to buy, with a target of 0.8 % and a stop of 0.5 %.
std::vector<double> rising(std::size_t count) {
  std::vector<double> closes{100};
  while (closes.size() < count)
    closes.push_back(std::round(closes.back() * (closes.size() % 4 == 0 ? 99.5 : 101.0)) / 100);
  return closes;
}

class after_a_signal : public testing::Test {
protected:
  after_a_signal() {
    for (const auto& candle : flat_candles(rising(40), minute_ns)) {
      last_ = candle;
      wish_ = machine_->on_candle(candle, {});
    }
  }

  // What it wants at the next candle, while this is held.
  decision at_close(double close, int minutes_later = 1) {
    auto next = candle_of({0, close, close, close, close, 100}, minute_ns);
    next.start_ns = last_.start_ns + minutes_later * minute_ns;
    return *machine_->on_candle(next, {quantity::of(1), price::of(200)});
  }

  std::unique_ptr<strategy> machine_ = make_strategy("crypto_scalping").value();
  bar last_;
  std::optional<decision> wish_;
};

TEST_F(after_a_signal, a_position_is_left_at_the_signal_s_target) {
  ASSERT_EQ(wish_->verdict, verdict::enter_long);
  EXPECT_NEAR(input_of(*wish_, "signal_target_percent"), 0.8, 1e-9);
  EXPECT_EQ(at_close(201.59).verdict, verdict::none);
  const auto left = at_close(201.6, 2);
  EXPECT_EQ(left.verdict, verdict::exit);
  EXPECT_EQ(left.reason, "target");
}

TEST_F(after_a_signal, a_position_is_left_at_the_signal_s_stop) {
  EXPECT_EQ(at_close(199.01).reason, "holding");
  EXPECT_EQ(at_close(199.0, 2).reason, "stop");
}

TEST_F(after_a_signal, a_position_is_left_when_its_time_is_over) {
  for (int minute = 1; minute < 15; ++minute)
    ASSERT_EQ(at_close(200.2, minute).reason, "holding") << minute;
  EXPECT_EQ(at_close(200.2, 15).reason, "time_limit");
}

TEST(measured_strategies, leave_by_the_configured_exits_where_the_signal_s_are_off) {
  const auto machine = make_strategy("crypto_scalping", {{"signal_exits", number{}},
                                                         {"stop_percent", number::of(2)},
                                                         {"target_percent", number::of(3)}})
                           .value();
  time_ns last_ns = 0;
  for (const auto& candle : flat_candles(rising(40), minute_ns)) {
    machine->on_candle(candle, {});
    last_ns = candle.start_ns;
  }
  const auto at = [&](double close) {
    auto next = candle_of({last_ns += minute_ns, close, close, close, close, 100}, minute_ns);
    return machine->on_candle(next, {quantity::of(1), price::of(200)})->reason;
  };
  EXPECT_EQ(at(201.6), "holding");
  EXPECT_EQ(at(206.0), "target");
  EXPECT_EQ(at(196.0), "stop");
}

TEST(measured_strategies, never_sell_short_in_crypto) {
  for (const auto* name : {"momentum", "mean_reversion", "breakout", "grid", "crypto_scalping"}) {
    parameter_values given{{"allow_short", number::of(1)}, {"confidence_min", number{}}};
    const auto machine = make_strategy(name, given).value();
    for (const auto& candle :
         candles_of(random_candles(seed, 900), machine->candle_length_ns(), symbol::of("BTC/USD")))
      ASSERT_NE(machine->on_candle(candle, {})->verdict, verdict::enter_short) << name;
  }
}

} // namespace
} // namespace troupe::trading::measured_strategies_test
