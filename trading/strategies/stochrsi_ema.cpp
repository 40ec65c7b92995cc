#include "trading/strategies/stochrsi_ema.hpp"

#include "trading/strategies/stochrsi_ema_parameters.hpp"

#include <algorithm>

namespace troupe::trading {

namespace {

constexpr term strategy_name = "stochrsi_ema";

constexpr condition k_was_not_above_d{"k_was_not_above_d", relation::at_most};
constexpr condition k_is_above_d{"k_is_above_d", relation::above};
constexpr condition k_below_overbought{"k_below_overbought", relation::below};
constexpr condition close_above_ema{"close_above_ema", relation::above};
constexpr condition k_was_not_below_d{"k_was_not_below_d", relation::at_most};
constexpr condition k_is_below_d{"k_is_below_d", relation::above};
constexpr condition k_above_oversold{"k_above_oversold", relation::above};
constexpr condition close_below_ema{"close_below_ema", relation::below};
constexpr condition volume_above_average{"volume_above_average", relation::above};
constexpr condition depth_below_band{"depth_below_band", relation::at_least};
constexpr condition height_above_band{"height_above_band", relation::at_least};
constexpr condition k_above_overbought{"k_above_overbought", relation::above};
constexpr condition k_below_oversold{"k_below_oversold", relation::below};

constexpr double depth_in_calm = 0.1;
constexpr double depth_in_unrest = 0.3;
constexpr double least_height = 0.2;

// How far K is beyond a band, as a share of all there is beyond it.
double share(double beyond, double all) {
  return all > 0.0 ? beyond / all : 0.0;
}

std::optional<double> known(bool defined, double value) {
  return defined ? std::optional(value) : std::nullopt;
}

} // namespace

strategy_definition stochrsi_ema::definition() {
  return {strategy_name, "stochastic RSI crossings in the direction of an EMA, confirmed by volume",
          stochrsi_ema_parameters(), make_stochrsi_ema};
}

stochrsi_ema::stochrsi_ema(const settings& chosen)
    : settings_(chosen), stochastic_rsi_(chosen.lengths), ema_(chosen.ema_length),
      volume_average_(chosen.volume_length), bands_(chosen.bands),
      exits_(chosen.exits, chosen.atr_length, chosen.entries) {
  if (chosen.confirmed_by)
    confirmation_.emplace(*chosen.confirmed_by);
  now_.bands = adaptive_bands::at(chosen.bands, std::nullopt);
}

std::string_view stochrsi_ema::name() const {
  return strategy_name;
}

int stochrsi_ema::warm_up_candles() const {
  return static_cast<int>(
      std::max({stochastic_rsi_.warm_up() + 1, ema_.warm_up(), volume_average_.warm_up(),
                exits_.warm_up(), settings_.bands_move ? bands_.warm_up() : 0}));
}

verdict stochrsi_ema::decide(const bar& candle, const position_view& held) {
  read(candle);
  const auto leaves = exits_.update(candle, held);
  decided_ = verdict::none;
  if (!held.is_flat()) {
    if (leaves != exit_reason::none || k_exits(held.is_long()))
      decided_ = verdict::exit;
  } else if (now_.complete()) {
    if (long_entry(first_failure{}))
      decided_ = verdict::enter_long;
    else if (may_go_short(candle) && short_entry(first_failure{}))
      decided_ = verdict::enter_short;
  }
  return decided_;
}

void stochrsi_ema::read(const bar& candle) {
  now_.close = candle.close.to_double();
  now_.volume = candle.volume.to_double();
  const bool had_d = now_.has_d;
  now_.has_d = stochastic_rsi_.fold(now_.close);
  now_.has_k = stochastic_rsi_.has_k();
  now_.has_gaps = had_d;
  now_.gaps = {now_.gaps.now, stochastic_rsi_.k() - stochastic_rsi_.d()};
  now_.has_ema = ema_.fold(now_.close);
  now_.has_volume_average = volume_average_.fold(now_.volume);
  if (settings_.bands_move)
    now_.bands = bands_.update(figures_of(candle));
  if (confirmation_)
    confirmation_->update(candle);
}

bool stochrsi_ema::k_exits(bool is_long) const {
  if (!now_.has_k)
    return false;
  return is_long ? holds(k_above_overbought, stochastic_rsi_.k(), now_.bands.upper)
                 : holds(k_below_oversold, stochastic_rsi_.k(), now_.bands.lower);
}

template <class Check>
bool stochrsi_ema::long_entry(const Check& check) const {
  const auto& bands = now_.bands;
  const bool unrest = bands.ratio.value_or(0.0) > settings_.bands.sensitivity;
  bool all = check(k_was_not_above_d, now_.gaps.before, equal_within);
  all &= check(k_is_above_d, now_.gaps.now, equal_within);
  all &= settings_.bands_move
             ? check(depth_below_band, share(bands.lower - stochastic_rsi_.k(), bands.lower),
                     unrest ? depth_in_unrest : depth_in_calm)
             : check(k_below_overbought, stochastic_rsi_.k(), bands.upper);
  all &= check(close_above_ema, now_.close, ema_.value());
  all &= followed(check);
  return all;
}

template <class Check>
bool stochrsi_ema::short_entry(const Check& check) const {
  const auto& bands = now_.bands;
  bool all = check(k_was_not_below_d, -now_.gaps.before, equal_within);
  all &= check(k_is_below_d, -now_.gaps.now, equal_within);
  all &= settings_.bands_move
             ? check(height_above_band,
                     share(stochastic_rsi_.k() - bands.upper, 100.0 - bands.upper), least_height)
             : check(k_above_oversold, stochastic_rsi_.k(), bands.lower);
  all &= check(close_below_ema, now_.close, ema_.value());
  all &= followed(check);
  return all;
}

template <class Check>
bool stochrsi_ema::followed(const Check& check) const {
  if (confirmation_)
    return confirmation_->ask(check);
  return check(volume_above_average, now_.volume, volume_average_.value());
}

void stochrsi_ema::explain(decision& record, const bar& candle, const position_view& held) const {
  record.strategy = strategy_name;
  record.inputs = {
      figure("k", known(now_.has_k, stochastic_rsi_.k())),
      figure("d", known(now_.has_d, stochastic_rsi_.d())),
      figure("ema", known(now_.has_ema, ema_.value())),
      {"close", number{candle.close.units}, true},
      {"volume", number{candle.volume.units}, true},
      figure("volume_average", known(now_.has_volume_average, volume_average_.value()))};
  if (settings_.bands_move) {
    record.inputs.push_back(figure("lower_band", now_.bands.lower));
    record.inputs.push_back(figure("upper_band", now_.bands.upper));
    record.inputs.push_back(figure("volatility_ratio", now_.bands.ratio));
  }
  if (confirmation_)
    confirmation_->explain(record);
  if (!held.is_flat())
    explain_exit(record, candle, held);
  else if (!now_.complete())
    record.reason = "warming_up";
  else
    explain_entry(record, candle);
}

void stochrsi_ema::explain_exit(decision& record, const bar& candle,
                                const position_view& held) const {
  if (now_.has_k)
    record.gates.push_back(held.is_long()
                               ? gate_of(k_above_overbought, stochastic_rsi_.k(), now_.bands.upper)
                               : gate_of(k_below_oversold, stochastic_rsi_.k(), now_.bands.lower));
  exits_.explain(record, candle, held);
  const auto fired = std::find_if(record.gates.begin(), record.gates.end(),
                                  [](const gate& each) { return each.passed; });
  if (fired == record.gates.end())
    record.reason = "holding";
  else
    record.reason = fired->name;
}

void stochrsi_ema::explain_entry(decision& record, const bar& candle) const {
  long_entry(every_gate{record});
  if (decided_ != verdict::none) {
    record.reason = "entry";
    exits_.explain_entry(record, candle);
  } else {
    record.reason =
        std::find_if_not(record.gates.begin(), record.gates.end(), [](const gate& each) {
          return each.passed;
        })->name;
  }
  if (may_go_short(candle) && decided_ != verdict::enter_long)
    short_entry(every_gate{record});
}

} // namespace troupe::trading
