// What is measured of a market, against known values and against its definition.
#include "trading/strategies/market_measures.hpp"

#include "strategy_candles.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace troupe::trading::market_measures_test {
namespace {

market_measures::reading after(std::size_t candles) {
  market_measures machine({.volatility_periods = 1440});
  const auto all = candles_of(known_candles(), minute_ns);
  for (std::size_t index = 0; index < candles; ++index)
    machine.update(all[index]);
  return machine.now();
}

TEST(market_measures, are_those_that_are_known) {
  struct known {
    std::size_t candles;
    double volatility;
    double momentum;
    bool surge;
  };
  for (const auto& each :
       {known{50, 0.643569, 0.195402, true}, known{35, 0.587752, 0.755814, false},
        known{30, 0.478176, 0.410959, true}}) {
    const auto now = after(each.candles);
    EXPECT_NEAR(now.volatility, each.volatility, 6e-7);
    EXPECT_NEAR(now.momentum, each.momentum, 6e-7);
    EXPECT_EQ(now.surge, each.surge);
  }
}

TEST(market_measures, are_complete_once_all_of_them_are) {
  market_measures machine({});
  const auto all = candles_of(known_candles(), minute_ns);
  for (std::size_t index = 0; index < all.size(); ++index)
    ASSERT_EQ(machine.update(all[index]).complete(), index + 1 >= machine.warm_up()) << index;
  EXPECT_EQ(machine.warm_up(), 20U);
}

TEST(market_measures, follow_their_definitions) {
  for (std::uint64_t seed = 61; seed < 65; ++seed) {
    const auto all = candles_of(random_candles(seed, 200), 5 * minute_ns);
    market_measures machine({.volatility_periods = 12});
    for (std::size_t at = 0; at < all.size(); ++at) {
      const auto now = machine.update(all[at]);
      if (at < 19)
        continue;
      long double gains = 0;
      long double losses = 0;
      for (std::size_t back = at - 13; back <= at; ++back) {
        const long double change = all[back].close.to_double() - all[back - 1].close.to_double();
        (change > 0 ? gains : losses) += std::fabs(change);
      }
      ASSERT_NEAR(now.momentum, losses == 0 ? 1.0 : static_cast<double>(gains / (gains + losses)),
                  1e-9);
      long double mean = 0;
      long double squares = 0;
      const auto step = [&](std::size_t back) {
        return std::log(static_cast<long double>(all[back].close.to_double()) /
                        all[back - 1].close.to_double());
      };
      for (std::size_t back = at - 18; back <= at; ++back)
        mean += step(back) / 19;
      for (std::size_t back = at - 18; back <= at; ++back)
        squares += (step(back) - mean) * (step(back) - mean);
      ASSERT_NEAR(now.volatility, static_cast<double>(std::sqrt(squares / 19 * 12)), 1e-9);
      long double usual = 0;
      for (std::size_t back = at - 10; back < at; ++back)
        usual += all[back].volume.to_double() / 10;
      ASSERT_EQ(now.surge, usual > 0 && all[at].volume.to_double() > 1.5L * usual);
    }
  }
}

} // namespace
} // namespace troupe::trading::market_measures_test
