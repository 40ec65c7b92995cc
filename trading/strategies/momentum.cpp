#include "trading/strategies/momentum.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace troupe::trading {

namespace {

constexpr term strategy_name = "momentum";

constexpr condition moves_enough{"volatility_enough", relation::at_least};
constexpr condition rises{"momentum_above", relation::above};
constexpr condition falls{"momentum_below", relation::below};

using kind = parameter_kind;

constexpr std::array<parameter_definition, 2> own_parameters{{
    {"momentum_min", kind::decimal, number{700'000'000}, number::of(0), number::of(1), "",
     "share of gains above which it is bought; below 1 less it, sold"},
    {"volatility_min", kind::decimal, number{10'000'000}, number::of(0), number::of(1), "",
     "least volatility of a signal"},
}};

constexpr auto parameters = all_measured_parameters(own_parameters);

result<std::unique_ptr<strategy>> make(const parameter_values& values) {
  const auto common = measured_settings_of(values);
  if (!common)
    return common.failure();
  momentum::settings chosen;
  chosen.common = *common;
  chosen.momentum_min = decimal_in(values, "momentum_min");
  chosen.volatility_min = decimal_in(values, "volatility_min");
  return std::unique_ptr<strategy>(std::make_unique<momentum>(chosen));
}

} // namespace

strategy_definition momentum::definition() {
  return {strategy_name, "buys what moves upwards, by the share of gains in its changes",
          parameters, make};
}

momentum::momentum(const settings& chosen)
    : says_conditions(strategy_name, chosen.common), settings_(chosen) {}

template <class Check>
bool momentum::conditions(bool buys, const Check& check) const {
  bool all = true;
  all &= check(moves_enough, measured().volatility, settings_.volatility_min);
  all &= check(buys ? rises : falls, measured().momentum,
               buys ? settings_.momentum_min : 1.0 - settings_.momentum_min);
  return all;
}

template class says_conditions<momentum>;

momentum::signal_terms momentum::terms(bool buys) const {
  const double sure = 0.8 * towards(buys) + (measured().surge ? 0.2 : 0.0);
  return {std::min(0.9, sure), 0.8 * measured().volatility, 0.3 * measured().volatility};
}

} // namespace troupe::trading
