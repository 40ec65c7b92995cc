// What a portfolio may lose, against known values and against the definitions.
#include "trading/risk/portfolio_risk.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <stdexcept>

namespace troupe::trading::portfolio_risk_test {
namespace {

// Of an equity of 100000, 101000, 100500, 102000, 101200, 103500, 102900, 104000, 103000, 105500.
std::vector<double> known_returns() {
  const std::vector<double> equity{100'000, 101'000, 100'500, 102'000, 101'200,
                                   103'500, 102'900, 104'000, 103'000, 105'500};
  std::vector<double> returns;
  for (std::size_t index = 1; index < equity.size(); ++index)
    returns.push_back(equity[index] / equity[index - 1] - 1);
  return returns;
}

TEST(portfolio_risk, is_what_is_known_of_ten_days) {
  auto returns = known_returns();
  EXPECT_NEAR(mean_of(returns), 0.006045374, 6e-10);
  EXPECT_NEAR(deviation_of(returns), 0.013350372, 6e-10);
  EXPECT_NEAR(realised_volatility(returns, 252), 0.211931, 6e-7);
  const auto parametric =
      parametric_tail(mean_of(returns), deviation_of(returns), confidence_level::percent_95);
  EXPECT_NEAR(parametric.var, 0.01591599, 6e-9);
  const auto historical = historical_tail(returns, confidence_level::percent_95);
  EXPECT_NEAR(historical->var, 0.00890649, 6e-9);
  EXPECT_NEAR(historical->cvar, 0.00961538, 6e-9);
}

TEST(portfolio_risk, of_the_parametric_tail_is_the_mean_beyond_it) {
  for (const auto& [level, share, z] : {std::tuple{confidence_level::percent_95, 0.05, 1.645},
                                        std::tuple{confidence_level::percent_99, 0.01, 2.326}}) {
    const double density = std::exp(-z * z / 2) / std::sqrt(2 * std::acos(-1.0));
    EXPECT_NEAR(parametric_tail(0, 1, level).cvar, density / share, 1e-7);
    EXPECT_EQ(parametric_tail(0.25, 0, level).var, -0.25);
  }
}

TEST(portfolio_risk, drawn_at_random_comes_near_the_parametric_one_and_repeats_by_its_seed) {
  const auto drawn = simulated_tail(0.001, 0.02, confidence_level::percent_95, 10'000, 42);
  const auto exact = parametric_tail(0.001, 0.02, confidence_level::percent_95);
  EXPECT_NEAR(drawn.var, exact.var, 0.02 * 0.05);
  EXPECT_NEAR(drawn.cvar, exact.cvar, 0.02 * 0.07);
  const auto again = simulated_tail(0.001, 0.02, confidence_level::percent_95, 10'000, 42);
  EXPECT_EQ(drawn.var, again.var);
  EXPECT_EQ(drawn.cvar, again.cvar);
  EXPECT_NE(drawn.var, simulated_tail(0.001, 0.02, confidence_level::percent_95, 10'000, 43).var);
  EXPECT_THROW(simulated_tail(0, 1, confidence_level::percent_95, 0, 1), std::invalid_argument);
}

TEST(portfolio_risk, orders_its_tails) {
  for (std::uint64_t seed = 1; seed < 30; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<double> samples(20 + random() % 200);
    for (auto& each : samples)
      each = static_cast<double>(random() % 2'001) / 1'000.0 - 1.0;
    auto copy = samples;
    std::shuffle(copy.begin(), copy.end(), random);
    const auto at_95 = *historical_tail(samples, confidence_level::percent_95);
    const auto at_99 = *historical_tail(copy, confidence_level::percent_99);
    ASSERT_LE(at_95.var, at_95.cvar) << "seed " << seed;
    ASSERT_LE(at_95.var, at_99.var);
    ASSERT_LE(at_99.cvar, -samples.front() + 1e-12) << "no more than the worst sample";
  }
  std::vector<double> none;
  EXPECT_FALSE(historical_tail(none, confidence_level::percent_95));
}

TEST(portfolio_risk, weighs_the_latest_returns_most) {
  const std::vector<double> calm_then_wild{0.001, 0.001, 0.001, 0.05};
  const std::vector<double> wild_then_calm{0.05, 0.001, 0.001, 0.001};
  const double by_hand = std::sqrt(
      ((0.000001 * 0.94 + 0.06 * 0.000001) * 0.94 + 0.06 * 0.000001) * 0.94 + 0.06 * 0.0025);
  EXPECT_NEAR(weighted_volatility(calm_then_wild, 1), by_hand, 1e-12);
  EXPECT_GT(weighted_volatility(wild_then_calm, 1), weighted_volatility(calm_then_wild, 1))
      << "the seed counts in full";
  EXPECT_EQ(weighted_volatility({}, 1), 0.0);
}

TEST(portfolio_risk, follows_a_market_by_its_beta) {
  const std::vector<double> market{0.01, -0.02, 0.015, 0.0, -0.005};
  std::vector<double> twice;
  for (const double each : market)
    twice.push_back(2 * each + 0.001);
  EXPECT_NEAR(*beta_of(twice, market), 2.0, 1e-12);
  EXPECT_NEAR(*beta_of(market, market), 1.0, 1e-12);
  EXPECT_FALSE(beta_of(market, std::vector<double>(5, 0.01)));
  EXPECT_FALSE(beta_of(market, std::vector<double>(4, 0.01)));
}

TEST(portfolio_risk, is_concentrated_where_little_else_is_held) {
  EXPECT_EQ(concentration_of({}), 0.0);
  EXPECT_EQ(concentration_of(std::vector<double>{-50}), 1.0);
  EXPECT_NEAR(concentration_of(std::vector<double>{50, -50, 50, 50}), 0.0, 1e-12);
  EXPECT_NEAR(concentration_of(std::vector<double>{75, 25}), 0.25, 1e-12);
}

TEST(portfolio_risk, under_stress_is_what_its_scenarios_say) {
  const std::vector<double> values{10'000, -4'000, 2'000};
  std::vector<double> losses;
  for (const auto& each : stress_scenarios())
    losses.push_back(stressed_loss(each, values, values, 300));
  EXPECT_EQ(losses, (std::vector<double>{1'600, 600, 1'500, 800}));
}

} // namespace
} // namespace troupe::trading::portfolio_risk_test
