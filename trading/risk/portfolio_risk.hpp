// What a portfolio may lose: pure functions of returns, or of profits, oldest first. Losses are
// positive figures. Only + - * / and sqrt, and natural_logarithm for drawing, so the same bits
// everywhere.
//
//   historical    value at risk is the loss that the worst 5 % (1 %) of the samples exceed, between
//                 two samples in proportion (linear percentile); conditional value at risk the mean
//                 of the samples that lose as much or more
//   parametric    of a normal distribution: var = 1.645 (2.326) * deviation - mean, cvar the mean
//                 beyond it
//   Monte Carlo   historical, of so many samples drawn from the normal distribution with the mean
//                 and deviation given; the same seed draws the same
//
// Source: P. Jorion, Value at Risk, 2006; RiskMetrics for the weighted volatility.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace troupe::trading {

enum class confidence_level : std::uint8_t { percent_95, percent_99 };

struct tail_risk {
  double var = 0; // losses; below zero where even the tail gains
  double cvar = 0;
};

// Empty without a sample. Sorts what it is given.
std::optional<tail_risk> historical_tail(std::span<double> samples, confidence_level level);
tail_risk parametric_tail(double mean, double deviation, confidence_level level);
// Throws std::invalid_argument without a path.
tail_risk simulated_tail(double mean, double deviation, confidence_level level, std::size_t paths,
                         std::uint64_t seed);

double mean_of(std::span<const double> samples);
// The sample's; zero of fewer than two.
double deviation_of(std::span<const double> samples);
// deviation * sqrt(periods).
double realised_volatility(std::span<const double> returns, double periods);
// variance = decay * variance + (1 - decay) * return^2, seeded with the first return squared.
double weighted_volatility(std::span<const double> returns, double periods, double decay = 0.94);
// How a return follows that of a market, sample by sample: covariance / variance of the market.
// Empty where lengths differ, with fewer than two samples, or of a market that never moves.
std::optional<double> beta_of(std::span<const double> returns, std::span<const double> market);
// Normalised Herfindahl index of the sizes of positions: 0 all equal, 1 all in one. 1 of one, 0 of
// none.
double concentration_of(std::span<const double> values);

// What happens to positions of these values (negative where short) when prices move.
struct stress_scenario {
  const char* name;
  double market_move;       // of every price
  double largest_move;      // of the largest group of positions besides (a sector)
  double volatility_factor; // of the value at risk
};
std::span<const stress_scenario> stress_scenarios();
// The loss. `groups` are the values of the sectors, or of the positions where there are none.
double stressed_loss(const stress_scenario& scenario, std::span<const double> values,
                     std::span<const double> groups, double value_at_risk);

} // namespace troupe::trading
