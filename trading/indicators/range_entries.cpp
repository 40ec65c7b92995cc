#include "trading/indicators/adaptive_bands.hpp"
#include "trading/indicators/average_true_range.hpp"
#include "trading/indicators/catalogue_entries.hpp"
#include "trading/indicators/rolling_volatility.hpp"
#include "trading/indicators/super_trend.hpp"

namespace troupe::trading {

namespace {

using kind = parameter_kind;

template <range_average Average>
indicator_update make_atr(const parameter_values& values, asset_class) {
  return of_candle(average_true_range(length_in(values), Average));
}

indicator_update make_super_trend(const parameter_values& values, asset_class) {
  return [machine = super_trend(length_in(values), values.at("multiple").to_double())](
             const candle_figures& candle) mutable -> indicator_figures {
    const auto now = machine.update(candle);
    if (!now)
      return indicator_figures(2);
    return {now->line, now->up ? 1.0 : 0.0};
  };
}

template <range_average Average>
indicator_update make_bands(const parameter_values& values, asset_class) {
  const auto decimal = [&](std::string_view name) { return values.find(name)->second.to_double(); };
  const adaptive_band_settings chosen{.lower = decimal("lower"),
                                      .upper = decimal("upper"),
                                      .atr_length = length_in(values),
                                      .atr_average = Average,
                                      .sensitivity = decimal("sensitivity"),
                                      .factor = decimal("factor"),
                                      .min_width = decimal("min_width"),
                                      .max_width = decimal("max_width")};
  return [machine =
              adaptive_bands(chosen)](const candle_figures& candle) mutable -> indicator_figures {
    const auto now = machine.update(candle);
    return {now.lower, now.upper, now.ratio};
  };
}

parameter_definition decimal(std::string_view name, std::string_view initial,
                             std::string_view highest, std::string_view meaning) {
  return {name, kind::decimal, *number::parse(initial), number{}, *number::parse(highest),
          "",   meaning};
}

} // namespace

std::vector<indicator_definition> range_indicators() {
  const std::vector band_parameters{
      decimal("lower", "20", "100", "the lower band at usual volatility"),
      decimal("upper", "80", "100", "the upper band at usual volatility"),
      length_of("length", 20),
      decimal("sensitivity", "1.5", "100", "volatility ratio from which on the bands move"),
      decimal("factor", "0.3", "10", "how far they move"),
      decimal("min_width", "10", "100", "least distance, and most that they narrow by"),
      decimal("max_width", "50", "100", "most that they widen by")};
  return {
      {"atr",
       "average true range by Wilder",
       {length_of("length", 14)},
       {""},
       make_atr<range_average::wilder>},
      {"atr_pandas",
       "the same, exponential from the first range on",
       {length_of("length", 14)},
       {""},
       make_atr<range_average::exponential>},
      {"atr_simple",
       "simple average of the true range",
       {length_of("length", 14)},
       {""},
       make_atr<range_average::simple>},
      {"supertrend",
       "SuperTrend line, and 1 while the trend is up",
       {length_of("length", 10), decimal("multiple", "3", "100", "average ranges to the line")},
       {"", "_up"},
       make_super_trend},
      {"volatility",
       "deviation of a candle's logarithmic returns",
       {length_of("length", 20, 2)},
       {""},
       [](const parameter_values& values, asset_class) {
         return of_close(rolling_volatility({.length = length_in(values)}));
       }},
      {"bands",
       "volatility-adaptive bands of an oscillator, and the volatility ratio",
       band_parameters,
       {"_lower", "_upper", "_ratio"},
       make_bands<range_average::wilder>},
      {"bands_pandas",
       "the same by atr_pandas",
       band_parameters,
       {"_lower", "_upper", "_ratio"},
       make_bands<range_average::exponential>},
  };
}

} // namespace troupe::trading
