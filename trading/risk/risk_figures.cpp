#include "trading/risk/risk_figures.hpp"

#include "trading/risk/portfolio_risk.hpp"
#include "trading/risk/risk_book.hpp"
#include "trading/strategies/condition.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

namespace troupe::trading {

namespace {

using holding = return_history::holding;

double periods_of_year(std::span<const holding> held, time_ns length_ns) {
  constexpr double session_year_ns = 252.0 * 390.0 * minute_ns;
  constexpr double year_ns = 365.0 * day_ns;
  const bool never_closes = std::any_of(held.begin(), held.end(), [](const holding& each) {
    return each.name.is_crypto();
  });
  return (never_closes ? year_ns : session_year_ns) / static_cast<double>(length_ns);
}

// The average of the market, and these positions, at the same instants.
std::optional<double> beta_against(std::span<const holding> held, std::span<const symbol> market,
                                   const return_history& returns, double equity) {
  std::vector<holding> mine;
  std::vector<holding> all;
  for (const auto& name : market) {
    const auto found = std::find_if(held.begin(), held.end(),
                                    [&](const holding& each) { return each.name == name; });
    mine.push_back({name, found == held.end() ? 0.0 : found->value / equity});
    all.push_back({name, 1.0 / static_cast<double>(market.size())});
  }
  auto left = returns.profits_of(mine);
  auto right = returns.profits_of(all);
  return left && right ? beta_of(left->all(), right->all()) : std::nullopt;
}

std::optional<double> mean_correlation(std::span<const holding> held,
                                       const return_history& returns, std::size_t samples_min) {
  double sum = 0;
  int count = 0;
  for (std::size_t one = 0; one < held.size(); ++one)
    for (std::size_t other = one + 1; other < held.size(); ++other)
      if (const auto found =
              returns.correlation(held[one].name, held[other].name, samples_min)) {
        sum += std::fabs(*found);
        ++count;
      }
  return count > 0 ? std::optional(sum / count) : std::nullopt;
}

struct tails {
  std::optional<double> var_95, cvar_95, var_99, cvar_99, parametric, simulated, volatility,
      weighted;
};

tails tails_of(std::span<const holding> held, const return_history& returns, double equity,
               const figure_terms& terms) {
  tails told;
  auto profits = returns.profits_of(held);
  if (held.empty() || equity <= 0.0 || !profits || profits->count < terms.samples_min)
    return told;
  auto all = profits->all();
  std::reverse(all.begin(), all.end()); // the oldest first
  const double periods = periods_of_year(held, profits->length_ns);
  const double mean = mean_of(all);
  const double deviation = deviation_of(all);
  told.volatility = realised_volatility(all, periods) / equity;
  told.weighted = weighted_volatility(all, periods) / equity;
  const double scale = std::sqrt(static_cast<double>(terms.horizon_ns) /
                                 static_cast<double>(profits->length_ns));
  constexpr auto level = confidence_level::percent_95;
  told.parametric = parametric_tail(mean, deviation, level).var * scale;
  told.simulated = simulated_tail(mean, deviation, level, terms.paths, terms.seed).var * scale;
  const auto at_95 = historical_tail(all, level);
  const auto at_99 = historical_tail(all, confidence_level::percent_99);
  told.var_95 = at_95->var * scale;
  told.cvar_95 = at_95->cvar * scale;
  told.var_99 = at_99->var * scale;
  told.cvar_99 = at_99->cvar * scale;
  return told;
}

} // namespace

input_list risk_figures_of(std::span<const holding> held, std::span<const double> sectors,
                           std::span<const symbol> market, const return_history& returns,
                           double equity, const figure_terms& terms) {
  const auto of = tails_of(held, returns, equity, terms);
  std::vector<double> values;
  for (const auto& each : held)
    values.push_back(each.value);
  input_list told{figure("value_at_risk_95", of.var_95),
                  figure("conditional_value_at_risk_95", of.cvar_95),
                  figure("value_at_risk_99", of.var_99),
                  figure("conditional_value_at_risk_99", of.cvar_99),
                  figure("parametric_value_at_risk_95", of.parametric),
                  figure("simulated_value_at_risk_95", of.simulated),
                  figure("volatility", of.volatility),
                  figure("weighted_volatility", of.weighted),
                  figure("beta", equity > 0.0 && !held.empty()
                                     ? beta_against(held, market, returns, equity)
                                     : std::nullopt),
                  figure("correlation", mean_correlation(held, returns, terms.samples_min)),
                  figure("concentration", concentration_of(values))};
  static constexpr std::array<term, 4> names{"stress_market_crash", "stress_volatility_spike",
                                             "stress_sector_rotation",
                                             "stress_interest_rate_shock"};
  const auto groups = sectors.empty() ? std::span<const double>(values) : sectors;
  for (std::size_t index = 0; index < names.size(); ++index)
    told.push_back(figure(names[index], stressed_loss(stress_scenarios()[index], values, groups,
                                                      of.var_95.value_or(0.0))));
  return told;
}

input_list risk_book::figures(time_ns now) {
  settle(now);
  std::vector<holding> held;
  std::vector<double> sectors(at_stake_.sectors().size());
  at_stake_.each([&](const symbol& name, const symbol_exposure& of) {
    if (of.held.is_zero())
      return;
    held.push_back({name, of.value.to_double()});
    if (of.sector)
      sectors[*of.sector] += of.value.to_double();
  });
  std::vector<symbol> market;
  for (const auto& [name, known] : memory_)
    if (returns_.scatter_of(name, 2))
      market.push_back(name);
  figure_terms terms;
  terms.samples_min = static_cast<std::size_t>(limits_.correlation_samples_min);
  terms.horizon_ns = limits_.var_horizon_min * minute_ns;
  return risk_figures_of(held, sectors, market, returns_, books_.equity().to_double(), terms);
}

} // namespace troupe::trading
