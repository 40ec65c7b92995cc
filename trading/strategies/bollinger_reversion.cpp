#include "trading/strategies/bollinger_reversion.hpp"

#include "trading/strategies/condition.hpp"
#include "trading/strategies/parameter_table.hpp"
#include "trading/strategies/share_parameters.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace troupe::trading {

namespace {

constexpr term strategy_name = "bollinger_reversion";

constexpr condition at_lower{"close_at_lower_band", relation::at_most};
constexpr condition rsi_is_low{"rsi_low", relation::below};
constexpr condition at_upper{"close_at_upper_band", relation::at_least};
constexpr condition rsi_is_high{"rsi_high", relation::above};
constexpr condition above_middle{"close_at_middle", relation::at_least};
constexpr condition below_middle{"close_at_middle", relation::at_most};

constexpr double sure_of_buying = 0.7;
constexpr double sure_of_selling = 0.6;

using kind = parameter_kind;

constexpr std::array<parameter_definition, 7> own_parameters{{
    candle_minutes,
    {"length", kind::whole, number::of(20), number::of(2), number::of(500), "candles",
     "average and deviation that the bands are drawn by"},
    {"deviations", kind::decimal, number::of(2), number{100'000'000}, number::of(10), "",
     "standard deviations from the middle to a band"},
    {"rsi_length", kind::whole, number::of(14), number::of(2), number::of(500), "candles",
     "smoothing of the RSI"},
    {"rsi_low", kind::decimal, number::of(30), number::of(0), number::of(100), "",
     "RSI below which the lower band is bought; above 100 less it the upper one is sold short"},
    {"exit_at_middle", kind::on_off, number::of(0), number::of(0), number::of(1), "",
     "leave at the middle instead of at the other band"},
    {"allow_short", kind::on_off, number::of(0), number::of(0), number::of(1), "",
     "enter short positions too; never in crypto"},
}};

constexpr auto parameters =
    joined(own_parameters, exit_parameters({.stop_percent = number::of(2)}), entry_size_parameters,
           native_exit_parameters, share_parameters());

result<std::unique_ptr<strategy>> make(const parameter_values& values) {
  const auto length_ns = candle_length_in(values);
  if (!length_ns)
    return length_ns.failure();
  bollinger_reversion::settings chosen;
  chosen.candle_length_ns = *length_ns;
  chosen.length = count_in(values, "length");
  chosen.deviations = decimal_in(values, "deviations");
  chosen.rsi_length = count_in(values, "rsi_length");
  chosen.rsi_low = decimal_in(values, "rsi_low");
  chosen.exit_at_middle = whole(values, "exit_at_middle") != 0;
  chosen.exits = exit_settings_of(values);
  const auto entries = entry_terms_of(values, chosen.exits);
  if (!entries)
    return entries.failure();
  chosen.entries = *entries;
  chosen.atr_length = count_in(values, "atr_length");
  chosen.allow_short = whole(values, "allow_short") != 0;
  return std::unique_ptr<strategy>(std::make_unique<bollinger_reversion>(chosen));
}

} // namespace

strategy_definition bollinger_reversion::definition() {
  return {strategy_name,
          "buys at the lower Bollinger band while the RSI is low, sells at the upper", parameters,
          make};
}

bollinger_reversion::bollinger_reversion(const settings& chosen)
    : settings_(chosen), bands_(chosen.length, chosen.deviations), rsi_(chosen.rsi_length),
      exits_(chosen.exits, chosen.atr_length, chosen.entries) {}

std::string_view bollinger_reversion::name() const {
  return strategy_name;
}

int bollinger_reversion::warm_up_candles() const {
  return static_cast<int>(std::max({bands_.warm_up(), rsi_.warm_up(), exits_.warm_up()}));
}

verdict bollinger_reversion::decide(const bar& candle, const position_view& held) {
  close_ = candle.close.to_double();
  has_bands_ = bands_.fold(close_);
  has_rsi_ = rsi_.fold(close_);
  const auto leaves = exits_.update(candle, held);
  decided_ = verdict::none;
  if (!held.is_flat()) {
    if (leaves != exit_reason::none || (has_bands_ && reverted(held.is_long(), first_failure{})))
      decided_ = verdict::exit;
  } else if (complete()) {
    if (entry(true, first_failure{}))
      decided_ = verdict::enter_long;
    else if (may_go_short(candle) && entry(false, first_failure{}))
      decided_ = verdict::enter_short;
  }
  return decided_;
}

template <class Check>
bool bollinger_reversion::entry(bool buys, const Check& check) const {
  if (buys)
    return check(at_lower, close_, bands_.value().lower) &&
           check(rsi_is_low, rsi_.value(), settings_.rsi_low);
  return check(at_upper, close_, bands_.value().upper) &&
         check(rsi_is_high, rsi_.value(), 100.0 - settings_.rsi_low);
}

template <class Check>
bool bollinger_reversion::reverted(bool is_long, const Check& check) const {
  if (settings_.exit_at_middle)
    return check(is_long ? above_middle : below_middle, close_, bands_.value().middle);
  return is_long ? check(at_upper, close_, bands_.value().upper)
                 : check(at_lower, close_, bands_.value().lower);
}

void bollinger_reversion::explain(decision& record, const bar& candle,
                                  const position_view& held) const {
  const auto line = [this](double bollinger_bands::lines::*which) {
    return has_bands_ ? std::optional(bands_.value().*which) : std::nullopt;
  };
  record.strategy = strategy_name;
  record.inputs = {{"close", number{candle.close.units}, true},
                   figure("lower_band", line(&bollinger_bands::lines::lower)),
                   figure("middle", line(&bollinger_bands::lines::middle)),
                   figure("upper_band", line(&bollinger_bands::lines::upper)),
                   figure("rsi", has_rsi_ ? std::optional(rsi_.value()) : std::nullopt)};
  if (held.is_flat())
    return explain_entry(record, candle);
  if (has_bands_)
    reverted(held.is_long(), every_gate{record});
  exits_.explain(record, candle, held);
  const auto& gates = std::as_const(record.gates);
  const auto fired =
      std::find_if(gates.begin(), gates.end(), [](const gate& each) { return each.passed; });
  record.reason = fired == gates.end() ? term("holding") : fired->name;
}

void bollinger_reversion::explain_entry(decision& record, const bar& candle) const {
  record.reason = "warming_up";
  if (!complete())
    return;
  const bool sells = decided_ == verdict::enter_short;
  record.inputs.push_back(figure("confidence", sells ? sure_of_selling : sure_of_buying));
  entry(!sells, every_gate{record});
  if (decided_ != verdict::none) {
    record.reason = "entry";
    exits_.explain_entry(record, candle);
    return;
  }
  const auto& gates = std::as_const(record.gates);
  record.reason = std::find_if_not(gates.begin(), gates.end(), [](const gate& each) {
                    return each.passed;
                  })->name;
  if (may_go_short(candle))
    entry(false, every_gate{record});
}

} // namespace troupe::trading
