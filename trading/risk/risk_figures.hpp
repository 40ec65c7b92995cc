// What a portfolio of these positions may lose, and how it moves, as named figures.
//
//   value_at_risk_95, conditional_value_at_risk_95, and the same of _99: in money, for the horizon,
//   historical; parametric_value_at_risk_95 and simulated_value_at_risk_95 besides
//   volatility, weighted_volatility   of a year, as shares of the equity
//   beta              against the average of all symbols whose returns are known
//   correlation       the mean size of the correlation of each two positions
//   concentration     normalised Herfindahl index
//   stress_*          the loss in each scenario of portfolio_risk.hpp
//
// By the returns of return_history.hpp; what has fewer than samples_min of them is undefined, as
// are figures of a portfolio without positions but for the concentration and the stress.
#pragma once

#include "trading/decision.hpp"
#include "trading/risk/return_history.hpp"

#include <cstddef>
#include <span>

namespace troupe::trading {

struct figure_terms {
  std::size_t samples_min = 60;
  time_ns horizon_ns = 60 * minute_ns;
  std::size_t paths = 1'000; // of the simulation
  std::uint64_t seed = 42;
};

// Sectors may be empty. The market is every symbol that has a return.
input_list risk_figures_of(std::span<const return_history::holding> held,
                           std::span<const double> sectors, std::span<const symbol> market,
                           const return_history& returns, double equity,
                           const figure_terms& terms);

} // namespace troupe::trading
