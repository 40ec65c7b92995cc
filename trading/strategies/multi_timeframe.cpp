#include "trading/strategies/multi_timeframe.hpp"

#include "trading/strategies/condition.hpp"
#include "trading/strategies/parameter_table.hpp"
#include "trading/strategies/share_parameters.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <string>

namespace troupe::trading {

namespace {

constexpr term strategy_name = "multi_timeframe";

constexpr condition closes{"primary_candle_closed", relation::at_least};
constexpr condition points_up{"direction_up", relation::at_least};
constexpr condition points_down{"direction_down", relation::at_most};
constexpr condition confidence_enough{"confidence", relation::at_least};
constexpr condition score_turned_down{"score_down", relation::below};
constexpr condition score_turned_up{"score_up", relation::above};

constexpr std::array<std::string_view, timeframes> minutes_names{
    "first_minutes", "primary_minutes", "confirming_minutes", "longest_minutes"};
constexpr std::array<std::string_view, timeframes> weight_names{
    "first_weight", "primary_weight", "confirming_weight", "longest_weight"};

using kind = parameter_kind;

constexpr parameter_definition minutes(std::size_t index, std::int64_t initial) {
  return {minutes_names[index],
          kind::whole,
          number::of(initial),
          number::of(1),
          number::of(1440),
          "minutes",
          "length of that timeframe's candles, a divisor of a day"};
}

constexpr parameter_definition decimal(std::string_view name, std::int64_t thousandths,
                                       std::string_view meaning) {
  return {name, kind::decimal, number{thousandths * 1'000'000}, number::of(0), number::of(1),
          "",   meaning};
}

constexpr std::array<parameter_definition, 16> own_parameters{{
    minutes(0, 1),
    minutes(1, 5),
    minutes(2, 15),
    minutes(3, 60),
    decimal(weight_names[0], 100, "weight of the shortest timeframe"),
    decimal(weight_names[1], 300, "weight of the primary timeframe"),
    decimal(weight_names[2], 350, "weight of the timeframe that confirms it"),
    decimal(weight_names[3], 250, "weight of the longest timeframe"),
    decimal("score_min", 100, "weighted trend from which on there is a direction"),
    decimal("aligned_min", 600, "share of the confirming timeframes that must agree"),
    decimal("primary_min", 500, "trend of the primary timeframe that overrides a conflict"),
    decimal("consensus_min", 200, "weighted trend that overrides a conflict"),
    decimal("longest_min", 300, "trend of the longest timeframe that overrides a conflict"),
    decimal("confidence_min", 0, "least confidence of an entry"),
    {"resolve_conflicts", kind::on_off, number::of(1), number::of(0), number::of(1), "",
     "enter also where timeframes contradict each other, as far as that can be resolved"},
    {"allow_short", kind::on_off, number::of(0), number::of(0), number::of(1), "",
     "enter short positions too; never in crypto"},
}};

constexpr auto parameters =
    joined(own_parameters,
           exit_parameters({.stop_percent = number::of(2), .target_percent = number::of(4)}),
           entry_size_parameters, native_exit_parameters, share_parameters());

result<std::unique_ptr<strategy>> make(const parameter_values& values) {
  multi_timeframe::settings chosen;
  for (std::size_t index = 0; index < timeframes; ++index) {
    chosen.lengths_ns[index] = whole(values, minutes_names[index]) * minute_ns;
    if (day_ns % chosen.lengths_ns[index] != 0)
      return error{"parameter_out_of_range",
                   std::string(minutes_names[index]) + " must divide a day (5, 15, 60, …)"};
    chosen.by.weights[index] = decimal_in(values, weight_names[index]);
  }
  chosen.by.score_min = decimal_in(values, "score_min");
  chosen.by.aligned_min = decimal_in(values, "aligned_min");
  chosen.by.primary_min = decimal_in(values, "primary_min");
  chosen.by.consensus_min = decimal_in(values, "consensus_min");
  chosen.by.longest_min = decimal_in(values, "longest_min");
  chosen.by.resolves_conflicts = whole(values, "resolve_conflicts") != 0;
  chosen.confidence_min = decimal_in(values, "confidence_min");
  chosen.exits = exit_settings_of(values);
  const auto entries = entry_terms_of(values, chosen.exits);
  if (!entries)
    return entries.failure();
  chosen.entries = *entries;
  chosen.atr_length = count_in(values, "atr_length");
  chosen.allow_short = whole(values, "allow_short") != 0;
  return std::unique_ptr<strategy>(std::make_unique<multi_timeframe>(chosen));
}

} // namespace

strategy_definition multi_timeframe::definition() {
  return {strategy_name, "trends of four timeframes, weighed against each other", parameters, make};
}

multi_timeframe::multi_timeframe(const settings& chosen)
    : settings_(chosen), exits_(chosen.exits, chosen.atr_length, chosen.entries) {
  for (std::size_t index = 0; index < timeframes; ++index)
    frames_[index].length_ns = chosen.lengths_ns[index];
}

std::string_view multi_timeframe::name() const {
  return strategy_name;
}

// Until the primary timeframe and the shorter one of those that confirm it are known.
int multi_timeframe::warm_up_candles() const {
  const auto needed =
      std::max(settings_.lengths_ns[1], std::min(settings_.lengths_ns[2], settings_.lengths_ns[3]));
  return static_cast<int>(std::max<std::size_t>(
      frames_[0].votes.warm_up() * static_cast<std::size_t>(needed / minute_ns), exits_.warm_up()));
}

bool multi_timeframe::frame::fold(const bar& candle) {
  if (!grid)
    grid.emplace(length_ns, candle.symbol.kind());
  const auto span = grid->at(candle.start_ns);
  const bool goes_on = open && span && *open == *span;
  const bool closes_before = open && !goes_on;
  if (closes_before)
    close();
  open = span;
  if (!span)
    return closes_before;
  last_close = candle.close.to_double();
  if (candle.end_ns() < span->end_ns)
    return closes_before;
  close();
  return true;
}

void multi_timeframe::frame::close() {
  open.reset();
  trend = votes.update(last_close);
}

verdict multi_timeframe::decide(const bar& candle, const position_view& held) {
  for (std::size_t index = 0; index < timeframes; ++index) {
    const bool closed = frames_[index].fold(candle);
    if (index == 1)
      primary_closed_ = closed;
  }
  ready_ = frames_[1].trend && (frames_[2].trend || frames_[3].trend);
  now_ = consensus_of({frames_[0].trend, frames_[1].trend, frames_[2].trend, frames_[3].trend},
                      settings_.by);
  const auto leaves = exits_.update(candle, held);
  decided_ = verdict::none;
  if (!held.is_flat()) {
    if (leaves != exit_reason::none || turned(held.is_long()))
      decided_ = verdict::exit;
  } else if (ready_) {
    if (entry(true, first_failure{}))
      decided_ = verdict::enter_long;
    else if (may_go_short(candle) && entry(false, first_failure{}))
      decided_ = verdict::enter_short;
  }
  return decided_;
}

bool multi_timeframe::turned(bool is_long) const {
  return primary_closed_ && ready_ &&
         (is_long ? holds(score_turned_down, now_.score, -settings_.by.score_min)
                  : holds(score_turned_up, now_.score, settings_.by.score_min));
}

template <class Check>
bool multi_timeframe::entry(bool buys, const Check& check) const {
  return check(closes, primary_closed_ ? 1.0 : 0.0, 1.0) &&
         check(buys ? points_up : points_down, now_.direction, buys ? 1.0 : -1.0) &&
         check(confidence_enough, now_.confidence, settings_.confidence_min);
}

void multi_timeframe::explain(decision& record, const bar& candle,
                              const position_view& held) const {
  record.strategy = strategy_name;
  record.inputs = {{"close", number{candle.close.units}, true},
                   figure("first_trend", frames_[0].trend),
                   figure("primary_trend", frames_[1].trend),
                   figure("confirming_trend", frames_[2].trend),
                   figure("longest_trend", frames_[3].trend),
                   figure("score", now_.score),
                   figure("aligned", now_.aligned),
                   figure("severity", now_.severity),
                   figure("confidence", now_.confidence)};
  if (held.is_flat())
    return explain_entry(record, candle);
  if (primary_closed_ && ready_)
    record.gates.push_back(held.is_long()
                               ? gate_of(score_turned_down, now_.score, -settings_.by.score_min)
                               : gate_of(score_turned_up, now_.score, settings_.by.score_min));
  exits_.explain(record, candle, held);
  const auto& gates = std::as_const(record.gates);
  const auto fired =
      std::find_if(gates.begin(), gates.end(), [](const gate& each) { return each.passed; });
  record.reason = fired == gates.end() ? term("holding") : fired->name;
}

void multi_timeframe::explain_entry(decision& record, const bar& candle) const {
  record.reason = "warming_up";
  if (!ready_)
    return;
  entry(decided_ != verdict::enter_short, every_gate{record});
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
