// Whether a strategy's stop and target rest at the venue, as a bracket around the entry, instead of
// being watched for at the closes of candles alone; and how it tells risk: as inputs of the entry's
// decision, native_stop_price and native_target_price.
#pragma once

#include "trading/exits/exit_plan.hpp"
#include "trading/strategies/parameters.hpp"

#include <array>

namespace troupe::trading {

inline constexpr std::array<parameter_definition, 1> native_exit_parameters{{
    {"native_exits", parameter_kind::on_off, number::of(0), number::of(0), number::of(1), "",
     "stop and target rest at the venue as a bracket, where it takes one (stocks); else, and all "
     "other exits, are watched for at each candle's close"},
}};

// Error: `parameter_out_of_range`, where it is on and the stop or the target is off.
inline result<bool> native_exits_of(const parameter_values& values, const exit_settings& exits) {
  const bool native = whole(values, "native_exits") != 0;
  const bool has_stop = !exits.stop_percent.is_zero() || !exits.stop_atr_multiple.is_zero();
  if (native && (!has_stop || exits.target_percent.is_zero()))
    return error{"parameter_out_of_range",
                 "native_exits needs both legs; give stop_percent or stop_atr, and target_percent"};
  return native;
}

} // namespace troupe::trading
