#include "trading/indicators/bollinger_bands.hpp"
#include "trading/indicators/catalogue_entries.hpp"
#include "trading/indicators/exponential_moving_average.hpp"
#include "trading/indicators/macd.hpp"
#include "trading/indicators/simple_moving_average.hpp"
#include "trading/indicators/weighted_moving_average.hpp"

namespace troupe::trading {

namespace {

template <average_seed Seed>
indicator_update make_ema(const parameter_values& values, asset_class) {
  return of_close(exponential_moving_average(length_in(values), Seed));
}

template <average_seed Seed>
indicator_update make_macd(const parameter_values& values, asset_class) {
  const macd_lengths lengths{length_in(values, "fast"), length_in(values, "slow"),
                             length_in(values, "signal")};
  return
      [machine = macd(lengths, Seed)](const candle_figures& candle) mutable -> indicator_figures {
        const auto now = machine.update(candle.close);
        return {now.macd, now.signal, now.histogram};
      };
}

template <deviation_kind Kind>
indicator_update make_bollinger(const parameter_values& values, asset_class) {
  return [machine = bollinger_bands(length_in(values), values.at("multiple").to_double(), Kind)](
             const candle_figures& candle) mutable -> indicator_figures {
    const auto now = machine.update(candle.close);
    if (!now)
      return indicator_figures(3);
    return {now->lower, now->middle, now->upper};
  };
}

constexpr parameter_definition multiple{"multiple",
                                        parameter_kind::decimal,
                                        number::of(2),
                                        number::of(0),
                                        number::of(100),
                                        "deviations",
                                        "how far the bands are from the middle"};

} // namespace

std::vector<indicator_definition> average_indicators() {
  const std::vector macd_parameters{length_of("fast", 12), length_of("slow", 26),
                                    length_of("signal", 9)};
  return {
      {"sma",
       "simple moving average",
       {length_of("length", 20)},
       {""},
       [](const parameter_values& values, asset_class) {
         return of_close(simple_moving_average(length_in(values)));
       }},
      {"wma",
       "linearly weighted moving average",
       {length_of("length", 20)},
       {""},
       [](const parameter_values& values, asset_class) {
         return of_close(weighted_moving_average(length_in(values)));
       }},
      {"ema",
       "exponential moving average",
       {length_of("length", 20)},
       {""},
       make_ema<average_seed::simple_average>},
      {"ema_pandas",
       "the same, seeded with the first close",
       {length_of("length", 20)},
       {""},
       make_ema<average_seed::first_value>},
      {"macd",
       "moving average convergence and divergence",
       macd_parameters,
       {"", "_signal", "_histogram"},
       make_macd<average_seed::simple_average>},
      {"macd_pandas",
       "the same, each average seeded with its first value",
       macd_parameters,
       {"", "_signal", "_histogram"},
       make_macd<average_seed::first_value>},
      {"bollinger",
       "Bollinger bands",
       {length_of("length", 20), multiple},
       {"_lower", "_middle", "_upper"},
       make_bollinger<deviation_kind::population>},
      {"bollinger_pandas",
       "the same with the deviation of a sample",
       {length_of("length", 20, 2), multiple},
       {"_lower", "_middle", "_upper"},
       make_bollinger<deviation_kind::sample>},
  };
}

} // namespace troupe::trading
