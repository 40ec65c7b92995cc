#include "trading/strategies/mean_reversion.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace troupe::trading {

namespace {

constexpr term strategy_name = "mean_reversion";

constexpr condition moves_enough{"volatility_enough", relation::above};
constexpr condition has_fallen{"momentum_below", relation::below};
constexpr condition has_risen{"momentum_above", relation::above};

using kind = parameter_kind;

constexpr std::array<parameter_definition, 2> own_parameters{{
    {"extreme_min", kind::decimal, number{900'000'000}, number::of(0), number::of(1), "",
     "share of losses above which it is bought; of gains, sold"},
    {"volatility_min", kind::decimal, number{15'000'000}, number::of(0), number::of(1), "",
     "least volatility of a signal"},
}};

constexpr auto parameters = all_measured_parameters(own_parameters);

result<std::unique_ptr<strategy>> make(const parameter_values& values) {
  const auto common = measured_settings_of(values);
  if (!common)
    return common.failure();
  mean_reversion::settings chosen;
  chosen.common = *common;
  chosen.extreme_min = decimal_in(values, "extreme_min");
  chosen.volatility_min = decimal_in(values, "volatility_min");
  return std::unique_ptr<strategy>(std::make_unique<mean_reversion>(chosen));
}

} // namespace

strategy_definition mean_reversion::definition() {
  return {strategy_name, "buys what has fallen almost without a pause, in a market that moves",
          parameters, make};
}

mean_reversion::mean_reversion(const settings& chosen)
    : says_conditions(strategy_name, chosen.common), settings_(chosen) {}

template <class Check>
bool mean_reversion::conditions(bool buys, const Check& check) const {
  bool all = true;
  all &= check(moves_enough, measured().volatility, settings_.volatility_min);
  all &= check(buys ? has_fallen : has_risen, measured().momentum,
               buys ? 1.0 - settings_.extreme_min : settings_.extreme_min);
  return all;
}

template class says_conditions<mean_reversion>;

mean_reversion::signal_terms mean_reversion::terms(bool buys) const {
  const double extreme = towards(!buys);
  const double sure = std::clamp(5.0 * (extreme - 0.8) + 0.1, 0.0, 0.85);
  return {sure, 0.6 * measured().volatility, 0.4 * measured().volatility};
}

} // namespace troupe::trading
