#include "trading/indicators/catalogue_entries.hpp"
#include "trading/indicators/on_balance_volume.hpp"
#include "trading/indicators/relative_volume.hpp"
#include "trading/indicators/session_vwap.hpp"
#include "trading/indicators/volume_profile.hpp"
#include "trading/indicators/volume_ratio.hpp"

namespace troupe::trading {

namespace {

constexpr parameter_definition level_count{"levels",
                                           parameter_kind::whole,
                                           number::of(24),
                                           number::of(2),
                                           number::of(500),
                                           "",
                                           "how many prices the volume is spread over"};

indicator_update make_profile(const parameter_values& values, asset_class) {
  return [machine = volume_profile(length_in(values), length_in(values, "levels"))](
             const candle_figures& candle) mutable -> indicator_figures {
    const auto now = machine.update(candle);
    if (!now)
      return indicator_figures(3);
    return {now->point_of_control, now->low, now->high};
  };
}

} // namespace

std::vector<indicator_definition> volume_indicators() {
  const parameter_definition days{"days",
                                  parameter_kind::whole,
                                  number::of(20),
                                  number::of(1),
                                  number::of(1000),
                                  "days",
                                  "how many days back the usual volume is taken from"};
  return {
      {"vwap",
       "volume-weighted average of a session's typical prices",
       {},
       {""},
       [](const parameter_values&, asset_class kind) { return of_candle(session_vwap(kind)); }},
      {"vwap_close",
       "volume-weighted average of a session's closes",
       {},
       {""},
       [](const parameter_values&, asset_class kind) {
         return of_candle(session_vwap(kind, vwap_price::close));
       }},
      {"volume_profile",
       "price at which most volume was traded, and the prices that hold 70 % of it",
       {length_of("length", 100), level_count},
       {"", "_low", "_high"},
       make_profile},
      {"volume_ratio",
       "volume over its simple average",
       {length_of("length", 20)},
       {""},
       [](const parameter_values& values, asset_class) -> indicator_update {
         return [machine = volume_ratio(length_in(values))](
                    const candle_figures& candle) mutable -> indicator_figures {
           return {machine.update(candle.volume)};
         };
       }},
      {"relative_volume",
       "volume over what is usual at that minute of the day",
       {days},
       {""},
       [](const parameter_values& values, asset_class kind) {
         return of_candle(relative_volume(kind, length_in(values, "days")));
       }},
      {"obv",
       "on-balance volume",
       {},
       {""},
       [](const parameter_values&, asset_class) { return of_candle(on_balance_volume()); }},
  };
}

} // namespace troupe::trading
