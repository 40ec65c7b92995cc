#include "trading/strategies/breakout.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace troupe::trading {

namespace {

constexpr term strategy_name = "breakout";

constexpr condition above_channel{"close_above_channel", relation::above};
constexpr condition below_channel{"close_below_channel", relation::below};
constexpr condition surges{"volume_surge", relation::above};
constexpr condition rises{"momentum_above", relation::above};
constexpr condition falls{"momentum_below", relation::below};
constexpr condition moves_enough{"volatility_enough", relation::above};

using kind = parameter_kind;

constexpr std::array<parameter_definition, 4> own_parameters{{
    {"channel_length", kind::whole, number::of(20), number::of(1), number::of(500), "candles",
     "candles before this one whose range is to be left"},
    {"breakout_percent", kind::decimal, number::of(0), number::of(0), number::of(100), "percent",
     "how far beyond the range the close must be"},
    {"momentum_min", kind::decimal, number{600'000'000}, number::of(0), number::of(1), "",
     "share of gains above which it is bought; below 1 less it, sold"},
    {"volatility_min", kind::decimal, number{10'000'000}, number::of(0), number::of(1), "",
     "least volatility of a signal"},
}};

constexpr auto parameters = all_measured_parameters(own_parameters);

result<std::unique_ptr<strategy>> make(const parameter_values& values) {
  const auto common = measured_settings_of(values);
  if (!common)
    return common.failure();
  breakout::settings chosen;
  chosen.common = *common;
  chosen.channel_length = count_in(values, "channel_length");
  chosen.breakout_percent = decimal_in(values, "breakout_percent");
  chosen.momentum_min = decimal_in(values, "momentum_min");
  chosen.volatility_min = decimal_in(values, "volatility_min");
  return std::unique_ptr<strategy>(std::make_unique<breakout>(chosen));
}

} // namespace

strategy_definition breakout::definition() {
  return {strategy_name,
          "buys what leaves the range of its last candles with more volume than usual", parameters,
          make};
}

breakout::breakout(const settings& chosen)
    : says_conditions(strategy_name, chosen.common), channel_(chosen.channel_length),
      settings_(chosen) {}

void breakout::look(const bar& candle) {
  close_ = candle.close.to_double();
  has_channel_ = next_.has_value();
  if (next_)
    now_ = *next_;
}

void breakout::remember(const bar& candle) {
  next_ = channel_.update(candle.low.to_double(), candle.high.to_double());
}

template <class Check>
bool breakout::conditions(bool buys, const Check& check) const {
  const double beyond = settings_.breakout_percent / 100.0;
  bool all = true;
  all &= check(buys ? above_channel : below_channel, close_,
               buys ? now_.highest * (1.0 + beyond) : now_.lowest * (1.0 - beyond));
  all &= check(surges, measured().volume_ratio, surge_ratio());
  all &= check(buys ? rises : falls, measured().momentum,
               buys ? settings_.momentum_min : 1.0 - settings_.momentum_min);
  all &= check(moves_enough, measured().volatility, settings_.volatility_min);
  return all;
}

template class says_conditions<breakout>;

breakout::signal_terms breakout::terms(bool buys) const {
  const double sure = 10.0 * measured().volatility + 0.5 * towards(buys);
  return {std::min(0.88, sure), 1.2 * measured().volatility, 0.5 * measured().volatility};
}

} // namespace troupe::trading
