// Three strategies on the same capital over recorded days, against the matching engine: the same
// orders however the bars of an instant arrive, and profits that add up to the account's.
#include "tests/unit/trading/strategies/strategy_replay.hpp"
#include "trading/backtest/simulation.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace troupe::trading::shared_capital_test {
namespace {

constexpr const char* files[]{"crypto-2018-04/BTC-USD_1m.csv", "crypto-2018-04/ETH-USD_1m.csv",
                              "crypto-2018-04/LTC-USD_1m.csv"};
constexpr const char* names[]{"BTC/USD", "ETH/USD", "LTC/USD"};
constexpr auto start_cash = money::of(100'000);

std::vector<bar> recorded_days() {
  std::vector<bar> bars;
  for (std::size_t index = 0; index < std::size(files); ++index) {
    if (!std::filesystem::exists(recorded_bars(files[index])))
      return {};
    const auto more = read_bars(recorded_bars(files[index]), symbol::of(names[index]));
    bars.insert(bars.end(), more.begin(), more.end());
  }
  return bars;
}

simulation_terms shared_terms() {
  const auto percent = [](std::int64_t whole) { return number::of(whole); };
  simulation_terms terms;
  for (const auto* name : names)
    terms.desk.symbols.push_back(symbol::of(name));
  terms.desk.strategies = {{"momentum",
                            {{"volatility_min", *number::parse("0.001")},
                             {"momentum_min", *number::parse("0.6")},
                             {"confidence_min", *number::parse("0.4")},
                             {"budget_percent", percent(12)},
                             {"priority", number::of(2)}}},
                           {"multi_timeframe",
                            {{"primary_minutes", number::of(3)},
                             {"confirming_minutes", number::of(5)},
                             {"longest_minutes", number::of(15)},
                             {"budget_percent", percent(25)}}},
                           {"supertrend", {{"positions_max", number::of(2)}}}};
  terms.desk.limits.symbol_strategies_max = 1;
  terms.desk.limits.opposite_window_ms = 1;
  terms.desk.limits.daily_loss_max = terms.desk.limits.daily_realised_loss_max =
      money::of(1'000'000);
  terms.desk.limits.drawdown_reducing_bps = terms.desk.limits.drawdown_halted_bps = 0;
  return terms;
}

// Told minute by minute; within one in an order that the seed draws.
simulation run(std::vector<bar> bars, std::uint64_t seed) {
  auto made = simulation::make(shared_terms()).value();
  session_started session;
  session.broker_account = "paper";
  session.simulated = true;
  session.cash = start_cash;
  std::mt19937_64 random(seed);
  std::shuffle(bars.begin(), bars.end(), random);
  std::stable_sort(bars.begin(), bars.end(), [](const bar& left, const bar& right) {
    return left.start_ns < right.start_ns;
  });
  session.market_ns = bars.front().start_ns;
  made.fold(session);
  command enabled;
  enabled.kind = command_kind::enable_trading;
  enabled.market_ns = session.market_ns;
  made.fold(enabled);
  for (std::size_t index = 0; index < bars.size(); ++index) {
    made.fold(bars[index]);
    if (index + 1 == bars.size() || bars[index + 1].start_ns != bars[index].start_ns)
      made.fold(clock_tick{bars[index].end_ns()});
  }
  return made;
}

std::vector<std::string> orders_of(const simulation& done) {
  std::vector<std::string> told;
  for (const auto* each : done.desk().books().orders().all())
    told.push_back(each->request.client_order_id + ' ' + each->strategy + ' ' +
                   std::string(each->request.symbol.text()) + ' ' +
                   std::string(to_text(each->request.side)) + ' ' + each->filled_qty.text());
  return told;
}

class shared_capital : public testing::Test {
protected:
  void SetUp() override {
    if (bars.empty())
      GTEST_SKIP() << "the sample data is not here: " << recorded_bars(files[0]);
  }

  std::vector<bar> bars = recorded_days();
};

TEST_F(shared_capital, gives_the_same_orders_again_and_whatever_the_order_of_the_symbols) {
  const auto first = orders_of(run(bars, 1));
  EXPECT_EQ(first, orders_of(run(bars, 1)));
  for (std::uint64_t seed = 2; seed < 5; ++seed)
    EXPECT_EQ(first, orders_of(run(bars, seed))) << "seed " << seed;
  std::map<std::string, int> by_strategy;
  for (const auto& each : first)
    ++by_strategy[each.substr(each.find(' ') + 1,
                              each.find(' ', each.find(' ') + 1) - each.find(' ') - 1)];
  EXPECT_EQ(by_strategy.size(), 3U);
  for (const auto& [strategy, count] : by_strategy)
    EXPECT_GT(count, 3) << strategy;
}

TEST_F(shared_capital, earns_what_its_strategies_earn_to_the_cent) {
  const auto done = run(bars, 1);
  const auto& books = done.desk().books();
  money sum;
  for (const auto& [strategy, profit] : done.desk().risk().strategies().profits(books))
    sum += profit.total();
  const auto apart = sum - (books.equity() - start_cash);
  EXPECT_LT(std::abs(apart.units), units_per_one / 100) << apart.text();
  EXPECT_NE(books.equity(), start_cash);
}

} // namespace
} // namespace troupe::trading::shared_capital_test
