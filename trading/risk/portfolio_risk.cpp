#include "trading/risk/portfolio_risk.hpp"

#include "trading/market/natural_logarithm.hpp"
#include "trading/matching/splitmix64.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

namespace troupe::trading {

namespace {

struct level_terms {
  double share;      // of the samples in the tail
  double deviations; // of a normal distribution to the tail
  double beyond;     // deviations to the mean of the tail: density there / share
};

level_terms terms_of(confidence_level level) {
  return level == confidence_level::percent_95 ? level_terms{0.05, 1.645, 2.0622162}
                                               : level_terms{0.01, 2.326, 2.6673718};
}

// Two independent draws at a time (G. Marsaglia's polar method), of which one is kept.
class normal_draws {
public:
  explicit normal_draws(std::uint64_t seed) : bits_(seed) {}

  double next() {
    if (has_kept_) {
      has_kept_ = false;
      return kept_;
    }
    for (;;) {
      const double x = 2.0 * unit() - 1.0;
      const double y = 2.0 * unit() - 1.0;
      const double square = x * x + y * y;
      if (square >= 1.0 || square == 0.0)
        continue;
      const double scale = std::sqrt(-2.0 * natural_logarithm(square) / square);
      kept_ = y * scale;
      has_kept_ = true;
      return x * scale;
    }
  }

private:
  double unit() { return static_cast<double>(bits_.next() >> 11) / 9007199254740992.0; }

  splitmix64 bits_;
  bool has_kept_ = false;
  double kept_ = 0;
};

} // namespace

std::optional<tail_risk> historical_tail(std::span<double> samples, confidence_level level) {
  if (samples.empty())
    return std::nullopt;
  std::sort(samples.begin(), samples.end());
  const double place = terms_of(level).share * static_cast<double>(samples.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const auto above = std::min(below + 1, samples.size() - 1);
  const double bound =
      samples[below] + (place - static_cast<double>(below)) * (samples[above] - samples[below]);
  double sum = 0;
  std::size_t count = 0;
  for (; count < samples.size() && samples[count] <= bound; ++count)
    sum += samples[count];
  return tail_risk{-bound, -sum / static_cast<double>(std::max<std::size_t>(count, 1))};
}

tail_risk parametric_tail(double mean, double deviation, confidence_level level) {
  const auto terms = terms_of(level);
  return {terms.deviations * deviation - mean, terms.beyond * deviation - mean};
}

tail_risk simulated_tail(double mean, double deviation, confidence_level level, std::size_t paths,
                         std::uint64_t seed) {
  if (paths == 0)
    throw std::invalid_argument("a simulation needs a path");
  normal_draws draws(seed);
  std::vector<double> samples(paths);
  for (auto& each : samples)
    each = mean + deviation * draws.next();
  return *historical_tail(samples, level);
}

double mean_of(std::span<const double> samples) {
  double sum = 0;
  for (const double each : samples)
    sum += each;
  return samples.empty() ? 0.0 : sum / static_cast<double>(samples.size());
}

double deviation_of(std::span<const double> samples) {
  if (samples.size() < 2)
    return 0.0;
  const double mean = mean_of(samples);
  double squares = 0;
  for (const double each : samples)
    squares += (each - mean) * (each - mean);
  return std::sqrt(squares / static_cast<double>(samples.size() - 1));
}

double realised_volatility(std::span<const double> returns, double periods) {
  return deviation_of(returns) * std::sqrt(periods);
}

double weighted_volatility(std::span<const double> returns, double periods, double decay) {
  if (returns.empty())
    return 0.0;
  double variance = returns[0] * returns[0];
  for (const double each : returns.subspan(1))
    variance = decay * variance + (1.0 - decay) * each * each;
  return std::sqrt(variance * periods);
}

std::optional<double> beta_of(std::span<const double> returns, std::span<const double> market) {
  if (returns.size() != market.size() || returns.size() < 2)
    return std::nullopt;
  const double mean = mean_of(returns);
  const double market_mean = mean_of(market);
  double together = 0;
  double square = 0;
  for (std::size_t index = 0; index < returns.size(); ++index) {
    together += (returns[index] - mean) * (market[index] - market_mean);
    square += (market[index] - market_mean) * (market[index] - market_mean);
  }
  return square > 0.0 ? std::optional(together / square) : std::nullopt;
}

double concentration_of(std::span<const double> values) {
  double sum = 0;
  std::size_t count = 0;
  for (const double each : values) {
    sum += std::fabs(each);
    count += each != 0.0 ? 1 : 0;
  }
  if (count < 2)
    return count == 1 ? 1.0 : 0.0;
  double index = 0;
  for (const double each : values)
    index += each / sum * (each / sum);
  const double least = 1.0 / static_cast<double>(count);
  return (index - least) / (1.0 - least);
}

std::span<const stress_scenario> stress_scenarios() {
  static constexpr std::array<stress_scenario, 4> all{{
      {"market_crash", -0.20, 0.0, 1.0},
      {"volatility_spike", 0.0, 0.0, 2.0},
      {"sector_rotation", 0.0, -0.15, 1.0},
      {"interest_rate_shock", -0.10, 0.0, 1.0},
  }};
  return all;
}

double stressed_loss(const stress_scenario& scenario, std::span<const double> values,
                     std::span<const double> groups, double value_at_risk) {
  double net = 0;
  for (const double each : values)
    net += each;
  double largest = 0;
  for (const double each : groups)
    if (std::fabs(each) > std::fabs(largest))
      largest = each;
  const double moved = net * scenario.market_move - std::fabs(largest * scenario.largest_move);
  const bool by_volatility = scenario.volatility_factor > 1.0;
  return by_volatility ? value_at_risk * scenario.volatility_factor : -moved;
}

} // namespace troupe::trading
