// A backtest knows nothing of the future, and its figures are those of its trades.
#include "trading/backtest/backtest.hpp"

#include <gtest/gtest.h>

#include <random>

namespace troupe::trading::backtest_test {
namespace {

constexpr time_ns start_ns = 1'700'000'000 * second_ns / day_ns * day_ns;

struct instant {
  time_ns at = 0;
  std::vector<told_market> events;
};

// Bars of two symbols that wander, a minute each.
std::vector<instant> a_market(unsigned seed, int minutes) {
  std::mt19937 random(seed);
  std::vector<instant> market;
  std::array<std::int64_t, 2> cents{600'000, 20'000};
  const std::array names{symbol::of("BTC/USD"), symbol::of("ETH/USD")};
  for (int minute = 0; minute < minutes; ++minute) {
    instant next{start_ns + (minute + 1) * minute_ns, {}};
    for (std::size_t index = 0; index < names.size(); ++index) {
      const auto step = cents[index] / 500;
      const auto opened = cents[index];
      cents[index] = std::max<std::int64_t>(
          1'000, opened + static_cast<std::int64_t>(random() % (2 * step + 1)) - step);
      bar made;
      made.symbol = names[index];
      made.start_ns = next.at - minute_ns;
      const auto price_of = [](std::int64_t amount) {
        return price{amount * (units_per_one / 100)};
      };
      made.open = price_of(opened);
      made.close = price_of(cents[index]);
      made.high = std::max(made.open, made.close);
      made.low = std::min(made.open, made.close);
      made.volume = quantity::of(3);
      next.events.emplace_back(made);
    }
    market.push_back(std::move(next));
  }
  return market;
}

backtest_terms the_terms() {
  backtest_terms terms;
  terms.simulated.desk.symbols = {symbol::of("BTC/USD"), symbol::of("ETH/USD")};
  terms.simulated.desk.strategies = {{"ma_crossover", {}}};
  terms.cash = money::of(100'000);
  terms.start_ns = start_ns;
  return terms;
}

backtest run(backtest_terms terms, const std::vector<instant>& market) {
  auto made = backtest::make(std::move(terms)).value();
  for (const auto& each : market)
    made.step(each.at, each.events);
  return made;
}

TEST(backtest, does_not_know_the_future) {
  for (const unsigned seed : {1u, 2u, 3u}) {
    const auto market = a_market(seed, 2'000);
    const auto whole = run(the_terms(), market);
    ASSERT_GT(whole.fills().size(), 4u) << "seed " << seed << ", wishes "
                                        << whole.simulated().figures().wishes;
    for (const std::size_t end : {500u, 1'200u, 1'999u}) {
      auto other = a_market(seed + 100, 2'000); // goes on otherwise
      std::copy_n(market.begin(), end, other.begin());
      const auto changed = run(the_terms(), other);
      std::size_t known = 0;
      while (known < whole.fills().size() && whole.fills()[known].market_ns <= market[end - 1].at)
        ++known;
      ASSERT_GE(changed.fills().size(), known);
      for (std::size_t index = 0; index < known; ++index) {
        EXPECT_EQ(changed.fills()[index].market_ns, whole.fills()[index].market_ns);
        EXPECT_EQ(changed.fills()[index].px, whole.fills()[index].px);
        EXPECT_EQ(changed.fills()[index].qty, whole.fills()[index].qty);
      }
    }
  }
}

TEST(backtest, fills_at_the_quote_around_the_close_that_the_strategy_has_seen) {
  const auto market = a_market(4, 1'500);
  const auto done = run(the_terms(), market);
  ASSERT_GT(done.fills().size(), 2u);
  for (const auto& fill : done.fills()) {
    const auto minute = static_cast<std::size_t>((fill.market_ns - start_ns) / minute_ns - 1);
    const auto index = fill.symbol == symbol::of("BTC/USD") ? 0u : 1u;
    const auto close = std::get<bar>(market[minute].events[index]).close;
    if (fill.side == side::buy)
      EXPECT_GE(fill.px, close);
    else
      EXPECT_LE(fill.px, close);
    EXPECT_NEAR(fill.px.to_double(), close.to_double(), close.to_double() * 0.0003 + 0.01);
  }
}

TEST(backtest, tells_figures_that_its_books_and_trades_have) {
  const auto done = run(the_terms(), a_market(5, 3'000));
  const auto figures = done.figures();
  const auto& books = done.simulated().desk().books();
  EXPECT_EQ(figures.end_equity, books.equity());
  EXPECT_EQ(figures.net_profit, books.equity() - money::of(100'000));
  EXPECT_EQ(figures.trades.trades, done.trades().size());
  EXPECT_GT(figures.trades.trades, 0u);
  EXPECT_GT(figures.fees, money{});
  EXPECT_GE(figures.drawdown, -figures.net_profit);
  EXPECT_GT(figures.time_in_market, 0);
  EXPECT_LE(figures.time_in_market, 1);
  EXPECT_GT(figures.exposure, 0);
  EXPECT_EQ(figures.period_ns, 60 * minute_ns); // two days are too few for days
  ASSERT_TRUE(figures.market_return);
  EXPECT_EQ(done.curve().points().back().equity, figures.end_equity);
}

TEST(backtest, trades_nothing_before_its_beginning_and_counts_nothing_of_it) {
  const auto market = a_market(6, 2'000);
  auto terms = the_terms();
  terms.simulated.from_ns = market[1'000].at;
  const auto done = run(std::move(terms), market);
  ASSERT_FALSE(done.fills().empty());
  EXPECT_GE(done.fills().front().market_ns, market[1'000].at);
  EXPECT_EQ(done.first_ns(), market[1'000].at);
  EXPECT_EQ(done.bars(), 4'000u);
}

TEST(backtest, passes_over_symbols_that_are_not_traded) {
  auto terms = the_terms();
  terms.simulated.desk.symbols = {symbol::of("ETH/USD")};
  const auto done = run(std::move(terms), a_market(5, 1'500));
  EXPECT_EQ(done.bars(), 1'500u);
  for (const auto& fill : done.fills())
    EXPECT_EQ(fill.symbol, symbol::of("ETH/USD"));
  auto nothing = the_terms();
  nothing.simulated.desk.symbols.clear();
  EXPECT_EQ(backtest::make(std::move(nothing)).failure().code, "no_symbols");
}

} // namespace
} // namespace troupe::trading::backtest_test
