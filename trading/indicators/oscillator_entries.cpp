#include "trading/indicators/average_directional_index.hpp"
#include "trading/indicators/catalogue_entries.hpp"
#include "trading/indicators/cutler_rsi.hpp"
#include "trading/indicators/stochastic_oscillator.hpp"
#include "trading/indicators/stochastic_rsi.hpp"
#include "trading/indicators/wilder_rsi.hpp"

namespace troupe::trading {

namespace {

template <rsi_weighting Weighting>
indicator_update make_rsi(const parameter_values& values, asset_class) {
  return of_close(wilder_rsi(length_in(values), Weighting));
}

template <rsi_weighting Weighting>
indicator_update make_stochastic_rsi(const parameter_values& values, asset_class) {
  const stochastic_rsi_lengths lengths{length_in(values, "rsi"), length_in(values, "stochastic"),
                                       length_in(values, "k"), length_in(values, "d")};
  return [machine = stochastic_rsi(lengths, Weighting)](
             const candle_figures& candle) mutable -> indicator_figures {
    const auto now = machine.update(candle.close);
    return {now.k, now.d};
  };
}

template <range_source Source>
indicator_update make_stochastic(const parameter_values& values, asset_class) {
  const stochastic_lengths lengths{length_in(values, "range"), length_in(values, "k"),
                                   length_in(values, "d")};
  return [machine = stochastic_oscillator(lengths, Source)](
             const candle_figures& candle) mutable -> indicator_figures {
    const auto now = machine.update(candle);
    return {now.k, now.d};
  };
}

indicator_update make_adx(const parameter_values& values, asset_class) {
  return [machine = average_directional_index(length_in(values))](
             const candle_figures& candle) mutable -> indicator_figures {
    const auto now = machine.update(candle);
    return {now.adx, now.plus, now.minus};
  };
}

} // namespace

std::vector<indicator_definition> oscillator_indicators() {
  const std::vector stochastic_rsi_parameters{length_of("rsi", 14), length_of("stochastic", 14),
                                              length_of("k", 3), length_of("d", 3)};
  const std::vector stochastic_parameters{length_of("range", 14), length_of("k", 3),
                                          length_of("d", 3)};
  return {
      {"rsi",
       "relative strength index by Wilder",
       {length_of("length", 14)},
       {""},
       make_rsi<rsi_weighting::wilder>},
      {"rsi_pandas",
       "the same with averages that decay from the first change on",
       {length_of("length", 14)},
       {""},
       make_rsi<rsi_weighting::decayed>},
      {"rsi_cutler",
       "relative strength index with simple averages",
       {length_of("length", 14)},
       {""},
       [](const parameter_values& values, asset_class) {
         return of_close(cutler_rsi(length_in(values)));
       }},
      {"stochrsi",
       "stochastic of Wilder's RSI",
       stochastic_rsi_parameters,
       {"_k", "_d"},
       make_stochastic_rsi<rsi_weighting::wilder>},
      {"stochrsi_pandas",
       "stochastic of rsi_pandas",
       stochastic_rsi_parameters,
       {"_k", "_d"},
       make_stochastic_rsi<rsi_weighting::decayed>},
      {"stochastic",
       "slow stochastic of the highs and lows",
       stochastic_parameters,
       {"_k", "_d"},
       make_stochastic<range_source::high_low>},
      {"stochastic_close",
       "slow stochastic of the closes",
       stochastic_parameters,
       {"_k", "_d"},
       make_stochastic<range_source::close>},
      {"adx",
       "average directional index by Wilder",
       {length_of("length", 14)},
       {"", "_plus", "_minus"},
       make_adx},
  };
}

} // namespace troupe::trading
