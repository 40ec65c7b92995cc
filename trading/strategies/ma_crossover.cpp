#include "trading/strategies/ma_crossover.hpp"

#include "trading/strategies/parameter_table.hpp"
#include "trading/strategies/share_parameters.hpp"

#include <algorithm>
#include <array>
#include <memory>

namespace troupe::trading {

namespace {

constexpr term strategy_name = "ma_crossover";

constexpr condition fast_was_not_above{"fast_was_not_above_slow", relation::at_most};
constexpr condition fast_is_above{"fast_is_above_slow", relation::above};
constexpr condition fast_was_not_below{"fast_was_not_below_slow", relation::at_most};
constexpr condition fast_is_below{"fast_is_below_slow", relation::above};

using kind = parameter_kind;

constexpr std::array<parameter_definition, 6> entry_parameters{{
    candle_minutes,
    {"fast_length", kind::whole, number::of(10), number::of(1), number::of(500), "candles",
     "the quicker average"},
    {"slow_length", kind::whole, number::of(30), number::of(1), number::of(500), "candles",
     "the slower average"},
    {"simple_averages", kind::on_off, number::of(0), number::of(0), number::of(1), "",
     "averages are simple instead of exponential"},
    {"volume_length", kind::whole, number::of(20), number::of(1), number::of(500), "candles",
     "average of the volumes, where volume has to confirm"},
    {"allow_short", kind::on_off, number::of(0), number::of(0), number::of(1), "",
     "enter short positions too; never in crypto"},
}};

constexpr auto parameters =
    joined(entry_parameters, exit_parameters({}), volume_confirmation_parameters,
           entry_size_parameters, native_exit_parameters, share_parameters());

result<std::unique_ptr<strategy>> make(const parameter_values& values) {
  const auto length_ns = candle_length_in(values);
  if (!length_ns)
    return length_ns.failure();
  ma_crossover::settings chosen;
  chosen.candle_length_ns = *length_ns;
  chosen.fast_length = count_in(values, "fast_length");
  chosen.slow_length = count_in(values, "slow_length");
  chosen.simple_averages = whole(values, "simple_averages") != 0;
  if (whole(values, "volume_confirmation") != 0)
    chosen.confirmed_by = volume_confirmation_of(values, count_in(values, "volume_length"));
  chosen.exits = exit_settings_of(values);
  const auto entries = entry_terms_of(values, chosen.exits);
  if (!entries)
    return entries.failure();
  chosen.entries = *entries;
  chosen.atr_length = count_in(values, "atr_length");
  chosen.allow_short = whole(values, "allow_short") != 0;
  return std::unique_ptr<strategy>(std::make_unique<ma_crossover>(chosen));
}

} // namespace

strategy_definition ma_crossover::definition() {
  return {strategy_name, "in and out where a quick average of the close crosses a slow one",
          parameters, make};
}

ma_crossover::ma_crossover(const settings& chosen)
    : settings_(chosen), fast_(chosen.fast_length), slow_(chosen.slow_length),
      simple_fast_(chosen.simple_averages ? chosen.fast_length : 1),
      simple_slow_(chosen.simple_averages ? chosen.slow_length : 1),
      exits_(chosen.exits, chosen.atr_length, chosen.entries) {
  if (chosen.confirmed_by)
    confirmation_.emplace(*chosen.confirmed_by);
}

std::string_view ma_crossover::name() const {
  return strategy_name;
}

int ma_crossover::warm_up_candles() const {
  const auto slower = std::max(settings_.fast_length, settings_.slow_length);
  return static_cast<int>(std::max(slower + 1, exits_.warm_up()));
}

inline void ma_crossover::read(double close) {
  has_gaps_ = has_fast_ && has_slow_;
  gaps_.before = gaps_.now;
  if (!settings_.simple_averages) [[likely]] {
    has_fast_ = fast_.fold(close);
    has_slow_ = slow_.fold(close);
    gaps_.now = fast_.value() - slow_.value();
  } else {
    has_fast_ = simple_fast_.fold(close);
    has_slow_ = simple_slow_.fold(close);
    gaps_.now = simple_fast_.value() - simple_slow_.value();
  }
}

template <class Check>
inline bool ma_crossover::entry(bool upwards, const Check& check) const {
  const double before = upwards ? gaps_.before : -gaps_.before;
  const double now = upwards ? gaps_.now : -gaps_.now;
  bool all = check(upwards ? fast_was_not_above : fast_was_not_below, before, equal_within);
  all &= check(upwards ? fast_is_above : fast_is_below, now, equal_within);
  all &= !confirmation_ || confirmation_->ask(check);
  return all;
}

verdict ma_crossover::decide(const bar& candle, const position_view& held) {
  read(candle.close.to_double());
  if (confirmation_) [[unlikely]]
    confirmation_->update(candle);
  const auto leaves = exits_.update(candle, held);
  decided_ = verdict::none;
  if (!held.is_flat()) {
    const bool turned = has_gaps_ && holds(held.is_long() ? fast_is_below : fast_is_above,
                                           held.is_long() ? -gaps_.now : gaps_.now, equal_within);
    if (leaves != exit_reason::none || turned)
      decided_ = verdict::exit;
  } else if (has_gaps_) {
    if (entry(true, first_failure{}))
      decided_ = verdict::enter_long;
    else if (may_go_short(candle) && entry(false, first_failure{}))
      decided_ = verdict::enter_short;
  }
  return decided_;
}

void ma_crossover::explain(decision& record, const bar& candle, const position_view& held) const {
  record.strategy = strategy_name;
  record.inputs = {figure("fast", has_fast_ ? std::optional(fast()) : std::nullopt),
                   figure("slow", has_slow_ ? std::optional(slow()) : std::nullopt),
                   {"close", number{candle.close.units}, true}};
  if (confirmation_)
    confirmation_->explain(record);
  const auto first = [&record](bool passed) {
    return std::find_if(record.gates.begin(), record.gates.end(),
                        [passed](const gate& each) { return each.passed == passed; });
  };
  if (!held.is_flat()) {
    if (has_gaps_)
      record.gates.push_back(held.is_long() ? gate_of(fast_is_below, -gaps_.now, equal_within)
                                            : gate_of(fast_is_above, gaps_.now, equal_within));
    exits_.explain(record, candle, held);
    const auto fired = first(true);
    if (fired == record.gates.end())
      record.reason = "holding";
    else
      record.reason = fired->name;
    return;
  }
  if (!has_gaps_) {
    record.reason = "warming_up";
    return;
  }
  entry(true, every_gate{record});
  if (decided_ != verdict::none) {
    record.reason = "entry";
    exits_.explain_entry(record, candle);
  } else {
    record.reason = first(false)->name;
  }
  if (may_go_short(candle) && decided_ != verdict::enter_long)
    entry(false, every_gate{record});
}

} // namespace troupe::trading
