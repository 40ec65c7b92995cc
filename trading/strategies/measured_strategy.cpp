#include "trading/strategies/measured_strategy.hpp"

#include <algorithm>

namespace troupe::trading {

namespace {

constexpr condition confidence_enough{"confidence", relation::at_least};
constexpr double stop_max = 0.5;   // shares of a price: a volatility beyond reason
constexpr double target_max = 5.0; // makes no level below zero

number percent_of(double share, double most) {
  return to_number(100.0 * std::clamp(share, 0.0, most));
}

} // namespace

measured_strategy::measured_strategy(term name, const measured_settings& chosen)
    : name_(name), settings_(chosen), measures_(chosen.measures),
      exits_(chosen.exits, chosen.atr_length, chosen.entries) {}

int measured_strategy::warm_up_candles() const {
  return static_cast<int>(std::max({measures_.warm_up(), exits_.warm_up(), own_warm_up()}));
}

verdict measured_strategy::decide(const bar& candle, const position_view& held) {
  measures_.update(candle);
  look(candle);
  ready_ = measured().complete() && is_ready();
  buy_signal_ = ready_ && signals(true);
  sell_signal_ = ready_ && !buy_signal_ && signals(false);
  const auto leaves = exits_.update(candle, held);
  decided_ = verdict::none;
  if (!held.is_flat()) {
    const bool opposite = held.is_long() ? sell_signal_ : buy_signal_;
    if (leaves != exit_reason::none || opposite)
      decided_ = verdict::exit;
  } else if (buy_signal_) {
    decided_ = verdict::enter_long;
  } else if (sell_signal_ && may_go_short(candle)) {
    decided_ = verdict::enter_short;
  }
  if (settings_.signal_exits && held.is_flat() && decided_ != verdict::none) {
    const auto of = terms(decided_ == verdict::enter_long);
    exits_.set_bracket(percent_of(of.stop, stop_max), percent_of(of.target, target_max));
  }
  remember(candle);
  return decided_;
}

bool measured_strategy::signals(bool buys) const {
  return conditions_hold(buys) &&
         holds(confidence_enough, terms(buys).confidence, settings_.confidence_min);
}

void measured_strategy::write_gates(decision& record, bool buys) const {
  write_conditions(record, buys);
  record.gates.push_back(
      gate_of(confidence_enough, terms(buys).confidence, settings_.confidence_min));
}

void measured_strategy::explain(decision& record, const bar& candle,
                                const position_view& held) const {
  const auto known = [](bool defined, double value) {
    return defined ? std::optional(value) : std::nullopt;
  };
  const auto& now = measured();
  record.strategy = name_;
  record.inputs = {{"close", number{candle.close.units}, true},
                   figure("volatility", known(now.has_volatility, now.volatility)),
                   figure("momentum", known(now.has_momentum, now.momentum)),
                   figure("volume_ratio", known(now.has_volume_ratio, now.volume_ratio))};
  const bool sells = decided_ == verdict::enter_short || (sell_signal_ && !buy_signal_);
  const auto of = ready_ ? terms(!sells) : signal_terms{};
  record.inputs.push_back(figure("confidence", known(ready_, of.confidence)));
  if (settings_.signal_exits) {
    record.inputs.push_back({"signal_target_percent", percent_of(of.target, target_max), ready_});
    record.inputs.push_back({"signal_stop_percent", percent_of(of.stop, stop_max), ready_});
  }
  if (!held.is_flat())
    return explain_exit(record, candle, held);
  if (!ready_) {
    record.reason = "warming_up";
    return;
  }
  write_gates(record, decided_ != verdict::enter_short);
  if (decided_ != verdict::none) {
    record.reason = "entry";
    exits_.explain_entry(record, candle);
    return;
  }
  const auto& gates = std::as_const(record.gates);
  record.reason =
      std::find_if(gates.begin(), gates.end(), [](const gate& each) { return !each.passed; })->name;
  if (may_go_short(candle))
    write_gates(record, false);
}

void measured_strategy::explain_exit(decision& record, const bar& candle,
                                     const position_view& held) const {
  const bool opposite = held.is_long() ? sell_signal_ : buy_signal_;
  if (ready_)
    record.gates.push_back(
        {"opposite_signal", number::of(opposite ? 1 : 0), "==", number::of(1), opposite});
  exits_.explain(record, candle, held);
  const auto& gates = std::as_const(record.gates);
  const auto fired =
      std::find_if(gates.begin(), gates.end(), [](const gate& each) { return each.passed; });
  record.reason = fired == gates.end() ? term("holding") : fired->name;
}

result<measured_settings> measured_settings_of(const parameter_values& values) {
  const auto length_ns = candle_length_in(values);
  if (!length_ns)
    return length_ns.failure();
  measured_settings chosen;
  chosen.candle_length_ns = *length_ns;
  chosen.measures = {.momentum_length = count_in(values, "momentum_length"),
                     .volatility_length = count_in(values, "volatility_length"),
                     .volatility_periods = decimal_in(values, "volatility_minutes") * minute_ns /
                                           static_cast<double>(*length_ns),
                     .surge_length = count_in(values, "surge_length"),
                     .surge_ratio = decimal_in(values, "surge_ratio")};
  chosen.confidence_min = decimal_in(values, "confidence_min");
  chosen.signal_exits = whole(values, "signal_exits") != 0;
  chosen.allow_short = whole(values, "allow_short") != 0;
  chosen.atr_length = count_in(values, "atr_length");
  chosen.exits = exit_settings_of(values);
  auto with_bracket = chosen.exits; // as each signal will bring one
  if (chosen.signal_exits)
    with_bracket.stop_percent = with_bracket.target_percent = number::of(1);
  const auto entries = entry_terms_of(values, with_bracket);
  if (!entries)
    return entries.failure();
  chosen.entries = *entries;
  return chosen;
}

} // namespace troupe::trading
