// Entries and exits of ma_crossover.
#include "trading/strategies/catalogue.hpp"

#include <gtest/gtest.h>

#include <string>

namespace troupe::trading::ma_crossover_test {
namespace {

constexpr time_ns five_minutes = 5 * minute_ns;

bar candle_at(int index, std::int64_t close, std::int64_t volume = 100) {
  bar candle;
  candle.symbol = symbol::of("AAPL");
  candle.start_ns = index * five_minutes;
  candle.length_ns = five_minutes;
  candle.open = candle.high = candle.low = candle.close = price::of(close);
  candle.volume = quantity::of(volume);
  return candle;
}

// Closes of 100, 90 from candle 50 on, 110 from candle 80 on, 150 at candle 99.
std::int64_t known_close(int index) {
  return index == 99 ? 150 : index >= 80 ? 110 : index >= 50 ? 90 : 100;
}

struct walk {
  std::vector<int> entries;
  std::vector<int> exits;
  std::int64_t gain = 0;
};

walk run(const parameter_values& given) {
  const auto machine = make_strategy("ma_crossover", given).value();
  walk happened;
  position_view held;
  for (int index = 0; index < 100; ++index) {
    const auto close = known_close(index);
    const auto wish = machine->on_candle(candle_at(index, close), held);
    if (wish->verdict == verdict::enter_long || wish->verdict == verdict::enter_short) {
      happened.entries.push_back(index);
      held.qty = quantity::of(wish->verdict == verdict::enter_long ? 1 : -1);
      held.average_price = price::of(close);
    } else if (wish->verdict == verdict::exit) {
      happened.exits.push_back(index);
      happened.gain +=
          (close - held.average_price.units / units_per_one) * (held.qty.units / units_per_one);
      held = {};
    }
  }
  if (!held.is_flat())
    happened.gain += known_close(99) - held.average_price.units / units_per_one;
  return happened;
}

TEST(ma_crossover, buys_the_recovery_and_gains) {
  for (const std::int64_t simple : {0, 1}) {
    const auto happened = run({{"simple_averages", number::of(simple)}});
    ASSERT_EQ(happened.entries.size(), 1U);
    EXPECT_GE(happened.entries[0], 80);
    EXPECT_TRUE(happened.exits.empty());
    EXPECT_GT(happened.gain, 0);
  }
}

TEST(ma_crossover, sells_short_the_fall_where_it_may) {
  const auto happened = run({{"allow_short", number::of(1)}});
  ASSERT_EQ(happened.entries.size(), 1U) << "the cross that ends a position begins none";
  EXPECT_EQ(happened.entries[0], 50);
  ASSERT_EQ(happened.exits.size(), 1U);
  EXPECT_GE(happened.exits[0], 80);
}

TEST(ma_crossover, leaves_when_the_averages_stand_the_other_way_round) {
  const auto machine = make_strategy("ma_crossover", {{"fast_length", number::of(2)},
                                                      {"slow_length", number::of(4)}})
                           .value();
  const position_view held{quantity::of(1), price::of(100)};
  for (int index = 0; index < 8; ++index)
    machine->on_candle(candle_at(index, 100 - index), {});
  const auto wish = machine->on_candle(candle_at(8, 92), held);
  EXPECT_EQ(wish->verdict, verdict::exit) << "the cross was before the entry was filled";
  EXPECT_EQ(wish->reason, "fast_is_below_slow");
}

TEST(ma_crossover, takes_no_cross_that_volume_does_not_confirm) {
  const parameter_values confirmed{{"volume_confirmation", number::of(1)}};
  EXPECT_TRUE(run(confirmed).entries.empty()) << "the volume is always the same";
}

TEST(ma_crossover, says_why_it_waits) {
  const auto machine = make_strategy("ma_crossover").value();
  for (int index = 0; index < 40; ++index) {
    const auto wish = machine->on_candle(candle_at(index, 100), {});
    EXPECT_EQ(wish->reason == "warming_up", index + 1 < machine->warm_up_candles());
    if (index == 39) {
      EXPECT_EQ(wish->reason, "fast_is_above_slow");
    }
  }
}

} // namespace
} // namespace troupe::trading::ma_crossover_test
