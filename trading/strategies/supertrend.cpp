#include "trading/strategies/supertrend.hpp"

#include "trading/strategies/condition.hpp"
#include "trading/strategies/parameter_table.hpp"
#include "trading/strategies/share_parameters.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace troupe::trading {

namespace {

constexpr term strategy_name = "supertrend";

// Of a trend as a figure: 1 up, -1 down.
constexpr condition was_down{"trend_was_down", relation::below};
constexpr condition is_up{"trend_is_up", relation::above};
constexpr condition was_up{"trend_was_up", relation::above};
constexpr condition is_down{"trend_is_down", relation::below};

using kind = parameter_kind;

constexpr std::array<parameter_definition, 4> own_parameters{{
    candle_minutes,
    {"length", kind::whole, number::of(10), number::of(1), number::of(500), "candles",
     "average true range that the line is drawn by"},
    {"multiple", kind::decimal, number::of(3), number{100'000'000}, number::of(100),
     "average true ranges", "distance of the line"},
    {"allow_short", kind::on_off, number::of(0), number::of(0), number::of(1), "",
     "enter short positions too; never in crypto"},
}};

constexpr auto parameters = joined(own_parameters, exit_parameters({}), entry_size_parameters,
                                   native_exit_parameters, share_parameters());

result<std::unique_ptr<strategy>> make(const parameter_values& values) {
  const auto length_ns = candle_length_in(values);
  if (!length_ns)
    return length_ns.failure();
  supertrend::settings chosen;
  chosen.candle_length_ns = *length_ns;
  chosen.length = count_in(values, "length");
  chosen.multiple = decimal_in(values, "multiple");
  chosen.exits = exit_settings_of(values);
  const auto entries = entry_terms_of(values, chosen.exits);
  if (!entries)
    return entries.failure();
  chosen.entries = *entries;
  chosen.atr_length = count_in(values, "atr_length");
  chosen.allow_short = whole(values, "allow_short") != 0;
  return std::unique_ptr<strategy>(std::make_unique<supertrend>(chosen));
}

} // namespace

strategy_definition supertrend::definition() {
  return {strategy_name, "in when the SuperTrend turns up, out when it is down", parameters, make};
}

supertrend::supertrend(const settings& chosen)
    : settings_(chosen), line_(chosen.length, chosen.multiple),
      exits_(chosen.exits, chosen.atr_length, chosen.entries) {}

std::string_view supertrend::name() const {
  return strategy_name;
}

int supertrend::warm_up_candles() const {
  return static_cast<int>(std::max(line_.warm_up() + 1, exits_.warm_up()));
}

verdict supertrend::decide(const bar& candle, const position_view& held) {
  side_before_ = side_;
  if (line_.fold(figures_of(candle)))
    side_ = line_.up() ? 1.0 : -1.0;
  const auto leaves = exits_.update(candle, held);
  decided_ = verdict::none;
  if (!held.is_flat()) {
    const bool turned_away = holds(held.is_long() ? is_down : is_up, side_, 0.0);
    if (leaves != exit_reason::none || turned_away)
      decided_ = verdict::exit;
  } else if (side_before_ != 0.0) {
    if (turned(true, first_failure{}))
      decided_ = verdict::enter_long;
    else if (may_go_short(candle) && turned(false, first_failure{}))
      decided_ = verdict::enter_short;
  }
  return decided_;
}

template <class Check>
bool supertrend::turned(bool up, const Check& check) const {
  bool all = check(up ? was_down : was_up, side_before_, 0.0);
  all &= check(up ? is_up : is_down, side_, 0.0);
  return all;
}

void supertrend::explain(decision& record, const bar& candle, const position_view& held) const {
  record.strategy = strategy_name;
  record.inputs = {{"close", number{candle.close.units}, true},
                   figure("line", side_ != 0.0 ? std::optional(line_.line()) : std::nullopt)};
  if (held.is_flat())
    return explain_entry(record, candle);
  if (side_ != 0.0)
    record.gates.push_back(gate_of(held.is_long() ? is_down : is_up, side_, 0.0));
  exits_.explain(record, candle, held);
  const auto& gates = std::as_const(record.gates);
  const auto fired =
      std::find_if(gates.begin(), gates.end(), [](const gate& each) { return each.passed; });
  record.reason = fired == gates.end() ? term("holding") : fired->name;
}

void supertrend::explain_entry(decision& record, const bar& candle) const {
  record.reason = "warming_up";
  if (side_before_ == 0.0)
    return;
  turned(decided_ != verdict::enter_short, every_gate{record});
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
    turned(false, every_gate{record});
}

} // namespace troupe::trading
