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

inline crossing::gaps ma_crossover::read(double close) {
  crossing::gaps read{gaps_.now, 0};
  if (follows_) [[likely]] {
    fast_.follow(close);
    slow_.follow(close);
    read.now = fast_.value() - slow_.value();
  } else {
    fold_averages(close);
    read.now = fast() - slow();
  }
  gaps_ = read;
  return read;
}

void ma_crossover::fold_averages(double close) {
  has_gaps_ = has_fast() && has_slow();
  if (settings_.simple_averages) {
    simple_fast_.fold(close);
    simple_slow_.fold(close);
  } else {
    fast_.fold(close);
    slow_.fold(close);
    follows_ = has_gaps_;
  }
}

template <class Check>
inline bool ma_crossover::entry(bool upwards, crossing::gaps gaps, const Check& check) const {
  const double before = upwards ? gaps.before : -gaps.before;
  const double now = upwards ? gaps.now : -gaps.now;
  bool all = check(upwards ? fast_was_not_above : fast_was_not_below, before, equal_within);
  all &= check(upwards ? fast_is_above : fast_is_below, now, equal_within);
  all &= !confirmation_ || confirmation_->ask(check);
  return all;
}

verdict ma_crossover::decide(const bar& candle, const position_view& held) {
  const auto gaps = read(candle.close.to_double());
  if (confirmation_) [[unlikely]]
    confirmation_->update(candle);
  const auto leaves = exits_.update(candle, held);
  return decided_ = judge(candle, held, gaps, leaves);
}

inline verdict ma_crossover::judge(const bar& candle, const position_view& held,
                                   crossing::gaps gaps, exit_reason leaves) const {
  if (!has_gaps_) [[unlikely]]
    return leaves != exit_reason::none ? verdict::exit : verdict::none;
  if (!held.is_flat()) {
    const bool turned = holds(held.is_long() ? fast_is_below : fast_is_above,
                              held.is_long() ? -gaps.now : gaps.now, equal_within);
    return leaves != exit_reason::none || turned ? verdict::exit : verdict::none;
  }
  if (may_go_short(candle) && entry(false, gaps, first_failure{}))
    return verdict::enter_short;
  return entry(true, gaps, first_failure{}) ? verdict::enter_long : verdict::none;
}

void ma_crossover::explain(decision& record, const bar& candle, const position_view& held) const {
  record.strategy = strategy_name;
  record.inputs = {figure("fast", has_fast() ? std::optional(fast()) : std::nullopt),
                   figure("slow", has_slow() ? std::optional(slow()) : std::nullopt),
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
  entry(true, gaps_, every_gate{record});
  if (decided_ != verdict::none) {
    record.reason = "entry";
    exits_.explain_entry(record, candle);
  } else {
    record.reason = first(false)->name;
  }
  if (may_go_short(candle) && decided_ != verdict::enter_long)
    entry(false, gaps_, every_gate{record});
}

} // namespace troupe::trading
