// What holds of every indicator, whatever the series.
#include "columns.hpp"
#include "series.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace troupe::trading::properties_test {
namespace {

constexpr std::uint64_t seed = 1'978;
constexpr std::size_t count = 300;

// Short, so that a series of a few hundred candles is long.
parameter_values small(const indicator_definition& kind) {
  parameter_values given;
  for (const auto& each : kind.parameters)
    if (each.unit == "candles" || each.unit == "days")
      given.emplace(each.name, std::max(each.lowest, std::min(each.initial, number::of(9))));
  return given;
}

// Four candles in a minute of an hour that repeats each day, so that days go by.
std::vector<candle_figures> quick_days(std::uint64_t from) {
  auto candles = random_candles(from, count);
  for (std::size_t index = 0; index < candles.size(); ++index)
    candles[index].start_ns =
        static_cast<time_ns>(index / 4) * day_ns + static_cast<time_ns>(index % 4) * minute_ns;
  return candles;
}

TEST(indicators, are_listed_once_each_with_parameters_that_hold_their_defaults) {
  const auto all = indicators();
  EXPECT_GE(all.size(), 25U);
  for (std::size_t index = 0; index < all.size(); ++index) {
    SCOPED_TRACE(all[index].name);
    EXPECT_TRUE(index == 0 || all[index - 1].name < all[index].name);
    EXPECT_FALSE(all[index].outputs.empty());
    EXPECT_TRUE(make_indicator(all[index].name, {}, asset_class::us_equity));
    for (const auto& each : all[index].parameters) {
      EXPECT_TRUE(each.lowest <= each.initial && each.initial <= each.highest) << each.name;
      EXPECT_TRUE(make_indicator(all[index].name, {{std::string(each.name), each.lowest}},
                                 asset_class::crypto));
    }
  }
}

TEST(indicators, refuse_what_they_do_not_know) {
  EXPECT_EQ(make_indicator("moon", {}, asset_class::crypto).failure().code, "unknown_indicator");
  EXPECT_EQ(make_indicator("rsi", {{"moon", number{}}}, asset_class::crypto).failure().code,
            "unknown_parameter");
  EXPECT_EQ(make_indicator("rsi", {{"length", number{}}}, asset_class::crypto).failure().code,
            "parameter_out_of_range");
}

TEST(indicators, give_bit_for_bit_over_a_part_what_they_give_over_the_whole) {
  for (const auto& kind : indicators())
    for (std::uint64_t round = 0; round < 3; ++round) {
      SCOPED_TRACE(std::string(kind.name) + ", seed " + std::to_string(seed + round));
      const auto candles = quick_days(seed + round);
      const auto whole = figures_over(kind.name, candles, small(kind));
      for (const std::size_t length : {1U, 10U, 57U, 200U, 299U}) {
        const std::vector<candle_figures> part(
            candles.begin(), candles.begin() + static_cast<std::ptrdiff_t>(length));
        const auto figures = figures_over(kind.name, part, small(kind));
        ASSERT_TRUE(std::equal(figures.begin(), figures.end(), whole.begin()));
      }
    }
}

TEST(indicators, go_on_from_a_copy_as_the_original_does) {
  for (const auto& kind : indicators()) {
    SCOPED_TRACE(kind.name);
    const auto candles = quick_days(seed);
    auto original = make_indicator(kind.name, small(kind), asset_class::us_equity).value();
    for (std::size_t index = 0; index < count / 2; ++index)
      original(candles[index]);
    auto copy = original;
    for (std::size_t index = count / 2; index < count; ++index)
      ASSERT_EQ(original(candles[index]), copy(candles[index]));
  }
}

TEST(indicators, once_defined_stay_so_and_are_finite) {
  for (const auto& kind : indicators()) {
    if (kind.name == "volume_ratio" || kind.name == "relative_volume" ||
        kind.name.starts_with("vwap") || kind.name == "volume_profile")
      continue; // undefined where nothing is traded
    SCOPED_TRACE(kind.name);
    const auto all = figures_over(kind.name, random_candles(seed, count), small(kind));
    for (std::size_t output = 0; output < kind.outputs.size(); ++output) {
      bool defined = false;
      for (const auto& figures : all) {
        ASSERT_EQ(figures.size(), kind.outputs.size());
        ASSERT_TRUE(figures[output] || !defined);
        defined = figures[output].has_value();
        ASSERT_TRUE(!defined || std::isfinite(*figures[output]));
      }
      EXPECT_TRUE(defined);
    }
  }
}

TEST(oscillators, stay_within_0_and_100) {
  for (const auto* name : {"rsi", "rsi_pandas", "rsi_cutler", "stochrsi", "stochrsi_pandas",
                           "stochastic", "stochastic_close", "adx", "bands_pandas"})
    for (std::uint64_t round = 0; round < 10; ++round) {
      SCOPED_TRACE(std::string(name) + ", seed " + std::to_string(seed + round));
      const auto outputs = std::string_view(name) == "bands_pandas" ? 2U : 3U;
      for (const auto& figures : figures_over(name, random_candles(seed + round, count)))
        for (std::size_t output = 0; output < std::min<std::size_t>(outputs, figures.size());
             ++output) {
          ASSERT_TRUE(!figures[output] ||
                      (*figures[output] >= -1e-9 && *figures[output] <= 100.0 + 1e-9));
        }
    }
}

// Prices and volumes in another unit; a power of two, so that nothing is rounded anew.
std::vector<candle_figures> scaled(std::vector<candle_figures> candles, double prices,
                                   double volumes) {
  for (auto& each : candles) {
    each.open *= prices;
    each.high *= prices;
    each.low *= prices;
    each.close *= prices;
    each.volume *= volumes;
  }
  return candles;
}

TEST(indicators, do_not_depend_on_the_unit_of_prices_and_volumes) {
  struct scaling {
    const char* name;
    bool with_prices;
    bool with_volumes;
  };
  constexpr double prices = 16;
  constexpr double volumes = 1024;
  for (const auto& each : std::initializer_list<scaling>{{"rsi", false, false},
                                                         {"stochrsi", false, false},
                                                         {"stochastic", false, false},
                                                         {"adx", false, false},
                                                         {"volatility", false, false},
                                                         {"volume_ratio", false, false},
                                                         {"bands", false, false},
                                                         {"relative_volume", false, false},
                                                         {"sma", true, false},
                                                         {"ema", true, false},
                                                         {"wma", true, false},
                                                         {"macd", true, false},
                                                         {"bollinger", true, false},
                                                         {"atr", true, false},
                                                         {"vwap", true, false},
                                                         {"volume_profile", true, false},
                                                         {"obv", false, true}}) {
    SCOPED_TRACE(each.name);
    const auto candles = quick_days(seed);
    const auto& kind = **find_indicator(each.name);
    const auto plain = figures_over(each.name, candles, small(kind));
    const auto other = figures_over(each.name, scaled(candles, prices, volumes), small(kind));
    const double factor = each.with_prices ? prices : each.with_volumes ? volumes : 1.0;
    for (std::size_t index = 0; index < plain.size(); ++index)
      for (std::size_t output = 0; output < kind.outputs.size(); ++output) {
        ASSERT_EQ(plain[index][output].has_value(), other[index][output].has_value());
        if (plain[index][output]) {
          ASSERT_EQ(*plain[index][output] * factor, *other[index][output]) << index;
        }
      }
  }
}

} // namespace
} // namespace troupe::trading::properties_test
