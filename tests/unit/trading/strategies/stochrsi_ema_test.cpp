// Entries, exits and reasons of stochrsi_ema.
#include "trading/strategies/catalogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace troupe::trading::stochrsi_ema_test {
namespace {

constexpr time_ns five_minutes = 5 * minute_ns;
constexpr std::uint64_t seed = 80'20;

std::unique_ptr<strategy> made(const parameter_values& given = {}) {
  return make_strategy("stochrsi_ema", given).value();
}

bar candle_at(int index, std::int64_t cents, std::int64_t volume, const char* name = "AAPL") {
  bar candle;
  candle.symbol = symbol::of(name);
  candle.start_ns = index * five_minutes;
  candle.length_ns = five_minutes;
  candle.open = candle.high = candle.low = candle.close = price{cents * 10'000'000};
  candle.volume = quantity::of(volume);
  return candle;
}

bar random_candle(std::mt19937_64& random, int index, std::int64_t& cents, const char* name) {
  cents += static_cast<std::int64_t>(random() % 101) - 50;
  return candle_at(index, cents, 100 + static_cast<std::int64_t>(random() % 900), name);
}

const gate& gate_of(const decision& from, std::string_view name) {
  return *std::find_if(from.gates.begin(), from.gates.end(),
                       [&](const gate& each) { return each.name == name; });
}

position_view long_at(std::int64_t average) {
  return {quantity::of(1), price::of(average)};
}
position_view short_at(std::int64_t average) {
  return {quantity::of(-1), price::of(average)};
}

term reason_at(strategy& machine, int index, std::int64_t cents, const position_view& held) {
  return machine.on_candle(candle_at(index, cents, 100), held)->reason;
}

TEST(stochrsi_ema, warms_up_for_as_many_candles_as_it_says) {
  for (const auto& given : {parameter_values{}, parameter_values{{"ema_length", number::of(60)}},
                            parameter_values{{"k_length", number::of(1)},
                                             {"d_length", number::of(1)},
                                             {"volume_length", number::of(5)}}}) {
    const auto machine = made(given);
    std::mt19937_64 random(seed);
    std::int64_t cents = 10'000;
    for (int index = 0; index < 80; ++index) {
      const auto wish = machine->on_candle(random_candle(random, index, cents, "AAPL"), {});
      ASSERT_EQ(wish->reason == "warming_up", index + 1 < machine->warm_up_candles()) << index;
    }
  }
}

TEST(stochrsi_ema, enters_exactly_when_every_gate_of_a_side_passes) {
  for (const auto* name : {"AAPL", "BTC/USD"}) {
    int entries = 0;
    for (std::uint64_t round = 0; round < 20; ++round) {
      SCOPED_TRACE(seed + round);
      std::mt19937_64 random(seed + round);
      std::int64_t cents = 10'000;
      const auto machine = made({{"allow_short", number::of(1)}});
      for (int index = 0; index < 300; ++index) {
        const auto wish = machine->on_candle(random_candle(random, index, cents, name), {});
        ASSERT_TRUE(wish);
        if (wish->reason == "warming_up")
          continue;
        const auto& gates = wish->gates;
        const auto all = [&](std::size_t from, std::size_t to) {
          return to <= gates.size() &&
                 std::all_of(gates.begin() + static_cast<std::ptrdiff_t>(from),
                             gates.begin() + static_cast<std::ptrdiff_t>(to),
                             [](const gate& each) { return each.passed; });
        };
        const auto expected = all(0, 5)    ? verdict::enter_long
                              : all(5, 10) ? verdict::enter_short
                                           : verdict::none;
        ASSERT_EQ(wish->verdict, expected);
        entries += wish->verdict != verdict::none;
        if (wish->symbol.is_crypto()) {
          ASSERT_NE(wish->verdict, verdict::enter_short);
          ASSERT_EQ(gates.size(), 5U);
        }
      }
    }
    EXPECT_GT(entries, 10) << name;
  }
}

TEST(stochrsi_ema, never_enters_short_unless_allowed) {
  std::mt19937_64 random(seed);
  std::int64_t cents = 10'000;
  const auto machine = made();
  for (int index = 0; index < 2'000; ++index) {
    const auto wish = machine->on_candle(random_candle(random, index, cents, "AAPL"), {});
    ASSERT_NE(wish->verdict, verdict::enter_short);
  }
}

TEST(stochrsi_ema, records_what_it_compared) {
  std::mt19937_64 random(seed);
  std::int64_t cents = 10'000;
  const auto machine = made();
  decision last;
  for (int index = 0; index < 60; ++index)
    last = *machine->on_candle(random_candle(random, index, cents, "AAPL"), {});
  ASSERT_EQ(last.inputs.size(), 6U);
  EXPECT_EQ(last.inputs[0].name, "k");
  EXPECT_EQ(last.inputs[3].value.units, cents * 10'000'000);
  EXPECT_TRUE(std::all_of(last.inputs.begin(), last.inputs.end(),
                          [](const input& each) { return each.defined; }));
  const auto& trend = gate_of(last, "close_above_ema");
  EXPECT_EQ(trend.passed, trend.value > trend.threshold);
  EXPECT_EQ(last.market_ns, 60 * five_minutes);
}

TEST(stochrsi_ema, exits_a_long_at_its_stop_target_and_trailing_stop_to_the_unit) {
  EXPECT_EQ(reason_at(*made(), 0, 9'800, long_at(100)), "stop");
  EXPECT_EQ(reason_at(*made(), 0, 9'801, long_at(100)), "holding");
  EXPECT_EQ(reason_at(*made(), 0, 10'500, long_at(100)), "target");
  EXPECT_EQ(reason_at(*made(), 0, 10'499, long_at(100)), "holding");
  const auto trailing = made();
  EXPECT_EQ(reason_at(*trailing, 0, 10'400, long_at(100)), "holding");
  EXPECT_EQ(reason_at(*trailing, 1, 10'193, long_at(100)), "holding");
  EXPECT_EQ(reason_at(*trailing, 2, 10'192, long_at(100)), "trailing_stop");
}

TEST(stochrsi_ema, mirrors_the_exits_of_a_short) {
  EXPECT_EQ(reason_at(*made(), 0, 10'200, short_at(100)), "stop");
  EXPECT_EQ(reason_at(*made(), 0, 10'199, short_at(100)), "holding");
  EXPECT_EQ(reason_at(*made(), 0, 9'500, short_at(100)), "target");
  const auto trailing = made();
  EXPECT_EQ(reason_at(*trailing, 0, 9'600, short_at(100)), "holding");
  EXPECT_EQ(reason_at(*trailing, 1, 9'792, short_at(100)), "trailing_stop");
}

TEST(stochrsi_ema, forgets_the_best_close_of_a_position_that_is_gone) {
  const auto machine = made();
  EXPECT_EQ(reason_at(*machine, 0, 10'400, long_at(100)), "holding");
  EXPECT_EQ(reason_at(*machine, 1, 10'400, {}), "warming_up");
  EXPECT_EQ(reason_at(*machine, 2, 10'100, long_at(101)), "holding");
}

TEST(stochrsi_ema, turns_an_exit_off_where_its_percentage_is_zero) {
  const auto machine = made(
      {{"stop_percent", number{}}, {"target_percent", number{}}, {"trailing_percent", number{}}});
  for (const std::int64_t cents : {10'000, 1'000, 100'000, 5})
    EXPECT_EQ(reason_at(*machine, static_cast<int>(cents), cents, long_at(100)), "holding");
}

TEST(stochrsi_ema, exits_a_long_when_overbought) {
  const auto machine = made({{"target_percent", number{}}});
  std::string reason;
  for (int index = 0; index < 60 && reason != "k_above_overbought"; ++index)
    reason = reason_at(*machine, index, 10'000 + index * index - (index % 2) * 60, long_at(100));
  EXPECT_EQ(reason, "k_above_overbought");
}

} // namespace
} // namespace troupe::trading::stochrsi_ema_test
