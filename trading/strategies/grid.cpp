#include "trading/strategies/grid.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

namespace troupe::trading {

namespace {

constexpr term strategy_name = "grid";

constexpr condition is_quiet{"volatility_at_most", relation::at_most};
constexpr condition is_in_the_middle{"distance_from_middle", relation::at_most};
constexpr condition from{"momentum_from", relation::at_least};
constexpr condition to{"momentum_to", relation::at_most};

using kind = parameter_kind;

constexpr std::array<parameter_definition, 4> own_parameters{{
    {"volatility_max", kind::decimal, number{20'000'000}, number::of(0), number::of(1), "",
     "highest volatility of a signal"},
    {"middle_max", kind::decimal, number{300'000'000}, number::of(0), number::of(1), "",
     "how far momentum may be from 0.5"},
    {"buy_from", kind::decimal, number{300'000'000}, number::of(0), number::of(1), "",
     "least momentum that is bought; 1 less it is the most that is sold"},
    {"buy_to", kind::decimal, number{450'000'000}, number::of(0), number::of(1), "",
     "most momentum that is bought; 1 less it is the least that is sold"},
}};

constexpr auto parameters = all_measured_parameters(own_parameters);

result<std::unique_ptr<strategy>> make(const parameter_values& values) {
  const auto common = measured_settings_of(values);
  if (!common)
    return common.failure();
  grid::settings chosen;
  chosen.common = *common;
  chosen.volatility_max = decimal_in(values, "volatility_max");
  chosen.middle_max = decimal_in(values, "middle_max");
  chosen.buy_from = decimal_in(values, "buy_from");
  chosen.buy_to = decimal_in(values, "buy_to");
  return std::unique_ptr<strategy>(std::make_unique<grid>(chosen));
}

} // namespace

strategy_definition grid::definition() {
  return {strategy_name,
          "buys a little below the middle of a quiet market, and sells a little above", parameters,
          make};
}

grid::grid(const settings& chosen)
    : says_conditions(strategy_name, chosen.common), settings_(chosen) {}

template <class Check>
bool grid::conditions(bool buys, const Check& check) const {
  const double momentum = measured().momentum;
  bool all = true;
  all &= check(is_quiet, measured().volatility, settings_.volatility_max);
  all &= check(is_in_the_middle, std::fabs(momentum - 0.5), settings_.middle_max);
  all &= check(from, momentum, buys ? settings_.buy_from : 1.0 - settings_.buy_to);
  all &= check(to, momentum, buys ? settings_.buy_to : 1.0 - settings_.buy_from);
  return all;
}

template class says_conditions<grid>;

grid::signal_terms grid::terms(bool) const {
  return {0.65, 0.005, 0.01};
}

} // namespace troupe::trading
