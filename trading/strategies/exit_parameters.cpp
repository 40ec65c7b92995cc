#include "trading/strategies/exit_parameters.hpp"

#include "trading/strategies/condition.hpp"

namespace troupe::trading {

namespace {

input level_of(term name, std::optional<price> level) {
  return {name, number{level.value_or(price{}).units}, level.has_value()};
}

} // namespace

exit_settings exit_settings_of(const parameter_values& values) {
  const auto figure = [&values](std::string_view name) { return values.find(name)->second; };
  exit_settings chosen;
  chosen.stop_percent = figure("stop_percent");
  chosen.stop_atr_multiple = figure("stop_atr");
  chosen.target_percent = figure("target_percent");
  chosen.trailing.activation_percent = figure("trailing_activation_percent");
  chosen.trailing.trail_percent = figure("trailing_percent");
  chosen.trailing.atr_multiple = figure("trailing_atr");
  chosen.trailing.chandelier_multiple = figure("chandelier_atr");
  chosen.break_even_percent = figure("break_even_percent");
  chosen.time_limit_ns = whole(values, "time_limit_minutes") * minute_ns;
  return chosen;
}

result<entry_terms> entry_terms_of(const parameter_values& values, const exit_settings& exits) {
  const auto size = entry_size_of(values, exits);
  if (!size)
    return size.failure();
  const auto native = native_exits_of(values, exits);
  if (!native)
    return native.failure();
  return entry_terms{*size, *native};
}

exit_reason candle_exits::look(const bar& candle, const position_view& held) {
  exit_plan::look now{
      candle.end_ns(), {candle.close, candle.high, candle.low}, held.is_long(), held.average_price};
  if (has_range_)
    now.atr = price{to_number(range_.value()).units};
  return plan_.update(now);
}

void candle_exits::explain_entry(decision& record, const bar& candle) const {
  const auto range = has_range_ ? std::optional(price{to_number(range_.value()).units})
                                : std::nullopt;
  explain_size(record, candle, range);
  if (!entries_.native_exits)
    return;
  const bool is_long = record.verdict == verdict::enter_long;
  record.inputs.push_back(
      level_of("native_stop_price", plan_.stop_at(candle.close, is_long, range)));
  record.inputs.push_back(
      level_of("native_target_price", plan_.target_at(candle.close, is_long)));
}

void candle_exits::explain_size(decision& record, const bar& candle,
                                std::optional<price> range) const {
  if (entries_.size.name.empty())
    return;
  record.inputs.push_back({entries_.size.name, entries_.size.amount, true});
  const bool tells_stop = entries_.size.needs_stop() ||
                          entries_.size.name == "size_volatility_percent" ||
                          entries_.size.name == "size_kelly_percent";
  if (tells_stop)
    record.inputs.push_back(level_of(
        "stop_price",
        plan_.stop_at(candle.close, record.verdict == verdict::enter_long, range)));
  if (!entries_.size.needs_range())
    return;
  record.inputs.push_back(level_of("atr", range));
  record.inputs.push_back({"size_atr", entries_.size.atr_multiple, true});
}

void candle_exits::explain(decision& record, const bar& candle, const position_view& held) const {
  if (are_off_ || held.is_flat())
    return;
  const auto loses = held.is_long() ? relation::at_most : relation::at_least;
  const auto gains = held.is_long() ? relation::at_least : relation::at_most;
  const auto add = [&](const condition& asked, std::optional<price> level) {
    if (level)
      record.gates.push_back(gate_of(asked, candle.close, *level));
  };
  add({"stop", loses}, plan_.stop());
  add({"target", gains}, plan_.target());
  add({"trailing_stop", loses}, plan_.trailing());
  add({"break_even", loses}, plan_.break_even());
  if (const auto limit_ns = plan_.settings().time_limit_ns; limit_ns > 0)
    record.gates.push_back(gate_of({"time_limit", relation::at_least},
                                   static_cast<double>(plan_.held_ns()) / minute_ns,
                                   static_cast<double>(limit_ns) / minute_ns));
}

} // namespace troupe::trading
