#include "trading/strategies/stochrsi_ema.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace troupe::trading {

namespace {

constexpr term strategy_name = "stochrsi_ema";
constexpr number hundred = number::of(100);

using kind = parameter_kind;

constexpr std::array<parameter_definition, 13> parameter_table{{
    {"candle_minutes", kind::whole, number::of(5), number::of(1), number::of(1440), "minutes",
     "length of a candle, a divisor of a day"},
    {"rsi_length", kind::whole, number::of(14), number::of(2), number::of(500), "candles",
     "smoothing of the RSI"},
    {"stochastic_length", kind::whole, number::of(14), number::of(2), number::of(500), "candles",
     "window of the RSI's range"},
    {"k_length", kind::whole, number::of(3), number::of(1), number::of(100), "candles",
     "smoothing of K"},
    {"d_length", kind::whole, number::of(3), number::of(1), number::of(100), "candles",
     "smoothing of D"},
    {"overbought", kind::decimal, number::of(80), number::of(0), number::of(100), "",
     "K above it exits a long position and bars a long entry"},
    {"oversold", kind::decimal, number::of(20), number::of(0), number::of(100), "",
     "K below it exits a short position and bars a short entry"},
    {"ema_length", kind::whole, number::of(12), number::of(1), number::of(500), "candles",
     "average of the closes that tells the trend"},
    {"volume_length", kind::whole, number::of(20), number::of(1), number::of(500), "candles",
     "average of the volumes that a candle must exceed"},
    {"stop_percent", kind::decimal, number::of(2), number::of(0), number::of(100), "percent",
     "loss on the average price that exits; 0 turns it off"},
    {"target_percent", kind::decimal, number::of(5), number::of(0), number::of(1000), "percent",
     "gain on the average price that exits; 0 turns it off"},
    {"trailing_percent", kind::decimal, number::of(2), number::of(0), number::of(100), "percent",
     "way back from the best close that exits; 0 turns it off"},
    {"allow_short", kind::on_off, number::of(0), number::of(0), number::of(1), "",
     "enter short positions too; never in crypto"},
}};

std::size_t length(const parameter_values& values, std::string_view name) {
  return static_cast<std::size_t>(whole(values, name));
}

result<std::unique_ptr<strategy>> make(const parameter_values& values) {
  const auto minutes = whole(values, "candle_minutes");
  if (day_ns / minute_ns % minutes != 0)
    return error{"parameter_out_of_range",
                 "candle_minutes = " + std::to_string(minutes) +
                     " is not allowed; a day must be a whole number of candles (5, 15, 60, …)"};
  stochrsi_ema::settings chosen;
  chosen.candle_length_ns = minutes * minute_ns;
  chosen.lengths = {length(values, "rsi_length"), length(values, "stochastic_length"),
                    length(values, "k_length"), length(values, "d_length")};
  chosen.ema_length = length(values, "ema_length");
  chosen.volume_length = length(values, "volume_length");
  chosen.overbought = values.at("overbought");
  chosen.oversold = values.at("oversold");
  chosen.stop_percent = values.at("stop_percent");
  chosen.target_percent = values.at("target_percent");
  chosen.trailing_percent = values.at("trailing_percent");
  chosen.allow_short = whole(values, "allow_short") != 0;
  return std::unique_ptr<strategy>(std::make_unique<stochrsi_ema>(chosen));
}

// The price that lies this many percent above (below, where negative) another one.
price moved(price from, number percent) {
  return price{
      exact::multiply_divide(from.units, exact::add(hundred.units, percent.units), hundred.units)};
}

gate above(term name, double value, double threshold) {
  return {name, to_number(value), ">", to_number(threshold), value > threshold};
}

gate below(term name, double value, double threshold) {
  return {name, to_number(value), "<", to_number(threshold), value < threshold};
}

gate at_most(term name, double value, double threshold) {
  return {name, to_number(value), "<=", to_number(threshold), value <= threshold};
}

gate at_most(term name, price value, price threshold) {
  return {name, number{value.units}, "<=", number{threshold.units}, value <= threshold};
}

gate at_least(term name, price value, price threshold) {
  return {name, number{value.units}, ">=", number{threshold.units}, value >= threshold};
}

input figure(term name, std::optional<double> value) {
  return {name, value ? to_number(*value) : number{}, value.has_value()};
}

bool all_pass(const gate_list& gates) {
  return std::all_of(gates.begin(), gates.end(), [](const gate& each) { return each.passed; });
}

} // namespace

strategy_definition stochrsi_ema::definition() {
  return {strategy_name, "stochastic RSI crossings in the direction of an EMA, confirmed by volume",
          parameter_table, make};
}

stochrsi_ema::stochrsi_ema(const settings& chosen)
    : settings_(chosen), stochastic_rsi_(chosen.lengths), ema_(chosen.ema_length),
      volume_average_(chosen.volume_length) {}

std::string_view stochrsi_ema::name() const {
  return strategy_name;
}

int stochrsi_ema::warm_up_candles() const {
  const auto& lengths = settings_.lengths;
  const auto first_d = lengths.rsi + lengths.stochastic + lengths.k + lengths.d - 2;
  return static_cast<int>(std::max({first_d + 1, settings_.ema_length, settings_.volume_length}));
}

std::optional<decision> stochrsi_ema::on_candle(const bar& candle, const position_view& held) {
  const auto now = read(candle);
  follow_extreme(candle.close, held);
  decision wish;
  wish.market_ns = candle.end_ns();
  wish.symbol = candle.symbol;
  wish.strategy = strategy_name;
  wish.inputs = {figure("k", now.k),
                 figure("d", now.d),
                 figure("ema", now.ema),
                 {"close", number{candle.close.units}, true},
                 {"volume", number{candle.volume.units}, true},
                 figure("volume_average", now.volume_average)};
  if (!held.is_flat()) {
    wish.gates = exit_gates(candle.close, held, now);
    const auto fired = std::find_if(wish.gates.begin(), wish.gates.end(),
                                    [](const gate& each) { return each.passed; });
    wish.verdict = fired == wish.gates.end() ? verdict::none : verdict::exit;
    wish.reason = fired == wish.gates.end() ? "holding" : fired->name;
  } else if (!now.complete()) {
    wish.reason = "warming_up";
  } else {
    decide_entry(wish, candle, now);
  }
  return wish;
}

stochrsi_ema::reading stochrsi_ema::read(const bar& candle) {
  reading now;
  const auto lines = stochastic_rsi_.update(candle.close.to_double());
  now.k = lines.k;
  now.d = lines.d;
  if (lines.k && lines.d)
    now.gaps = crossing_.update(*lines.k, *lines.d);
  now.ema = ema_.update(candle.close.to_double());
  now.volume_average = volume_average_.update(candle.volume.to_double());
  return now;
}

void stochrsi_ema::follow_extreme(price close, const position_view& held) {
  if (held.is_flat() || held.is_long() != extreme_is_of_long_)
    extreme_close_.reset();
  if (held.is_flat())
    return;
  extreme_is_of_long_ = held.is_long();
  const auto extreme = extreme_close_.value_or(close);
  extreme_close_ = extreme_is_of_long_ ? std::max(extreme, close) : std::min(extreme, close);
}

gate_list stochrsi_ema::long_gates(const bar& candle, const reading& now) const {
  return {at_most("k_was_not_above_d", now.gaps->before, equal_within),
          above("k_is_above_d", now.gaps->now, equal_within),
          below("k_below_overbought", *now.k, settings_.overbought.to_double()),
          above("close_above_ema", candle.close.to_double(), *now.ema),
          above("volume_above_average", candle.volume.to_double(), *now.volume_average)};
}

gate_list stochrsi_ema::short_gates(const bar& candle, const reading& now) const {
  return {at_most("k_was_not_below_d", -now.gaps->before, equal_within),
          above("k_is_below_d", -now.gaps->now, equal_within),
          above("k_above_oversold", *now.k, settings_.oversold.to_double()),
          below("close_below_ema", candle.close.to_double(), *now.ema),
          above("volume_above_average", candle.volume.to_double(), *now.volume_average)};
}

gate_list stochrsi_ema::exit_gates(price close, const position_view& held,
                                           const reading& now) const {
  const auto& chosen = settings_;
  gate_list gates;
  if (held.is_long()) {
    if (now.k)
      gates.push_back(above("k_above_overbought", *now.k, chosen.overbought.to_double()));
    if (!chosen.stop_percent.is_zero())
      gates.push_back(at_most("stop", close, moved(held.average_price, -chosen.stop_percent)));
    if (!chosen.target_percent.is_zero())
      gates.push_back(at_least("target", close, moved(held.average_price, chosen.target_percent)));
    if (!chosen.trailing_percent.is_zero())
      gates.push_back(
          at_most("trailing_stop", close, moved(*extreme_close_, -chosen.trailing_percent)));
    return gates;
  }
  if (now.k)
    gates.push_back(below("k_below_oversold", *now.k, chosen.oversold.to_double()));
  if (!chosen.stop_percent.is_zero())
    gates.push_back(at_least("stop", close, moved(held.average_price, chosen.stop_percent)));
  if (!chosen.target_percent.is_zero())
    gates.push_back(at_most("target", close, moved(held.average_price, -chosen.target_percent)));
  if (!chosen.trailing_percent.is_zero())
    gates.push_back(
        at_least("trailing_stop", close, moved(*extreme_close_, chosen.trailing_percent)));
  return gates;
}

void stochrsi_ema::decide_entry(decision& wish, const bar& candle, const reading& now) const {
  wish.gates = long_gates(candle, now);
  if (all_pass(wish.gates)) {
    wish.verdict = verdict::enter_long;
    wish.reason = "entry";
    return;
  }
  wish.reason = std::find_if_not(wish.gates.begin(), wish.gates.end(), [](const gate& each) {
                  return each.passed;
                })->name;
  if (!settings_.allow_short || candle.symbol.is_crypto())
    return;
  const auto mirrored = short_gates(candle, now);
  if (all_pass(mirrored)) {
    wish.verdict = verdict::enter_short;
    wish.reason = "entry";
  }
  wish.gates.append(mirrored);
}

} // namespace troupe::trading
