#include "tests/bench/strategy_load.hpp"

#include "tests/bench/thread_clock.hpp"
#include "trading/backtest/trading_desk.hpp"
#include "trading/strategies/catalogue.hpp"

#include <algorithm>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace troupe::bench {

namespace {

using namespace trading;

constexpr std::string_view quote_row = "quotes through 10 strategies and risk";
constexpr std::string_view order_row = "bar in, order approved, 30 symbols x 10 strategies";
constexpr int symbols = 30;
constexpr int quotes_per_symbol = 20; // a minute: of the 60,000 that there would be
constexpr int minutes = 240;
constexpr double wanted_per_second = 30'000;
constexpr time_ns noon_ns = 1'522'843'200 * second_ns;
constexpr std::uint64_t seed = 47;

symbol name_of(int index) {
  return symbol::of("C" + std::string(1, static_cast<char>('A' + index % 26)) +
                    std::string(1, static_cast<char>('A' + index / 26)) + "/USD");
}

trading_desk opened_desk() {
  desk_terms terms;
  for (int index = 0; index < symbols; ++index)
    terms.symbols.push_back(name_of(index));
  for (const auto& each : strategies())
    if (each.name != "every_quote")
      terms.strategies.push_back({std::string(each.name)});
  terms.limits.open_positions_max = symbols;
  terms.limits.order_notional_max = money::of(100);
  terms.limits.order_rate_max = 1'000'000;
  auto desk = trading_desk::make(std::move(terms)).value();
  session_started started;
  started.broker_account = "bench";
  started.simulated = true;
  started.market_ns = noon_ns;
  started.cash = money::of(10'000'000);
  desk.fold(started);
  command enabled;
  enabled.kind = command_kind::enable_trading;
  enabled.market_ns = noon_ns;
  desk.fold(enabled);
  return desk;
}

// A random walk of each symbol, in cents.
class market {
public:
  quote next_quote(int index, time_ns now) {
    auto& cents = cents_[static_cast<std::size_t>(index)];
    cents += static_cast<std::int64_t>(random_() % 21) - 10;
    quote seen;
    seen.symbol = name_of(index);
    seen.market_ns = now;
    seen.bid = price{(cents - 1) * cent};
    seen.ask = price{(cents + 1) * cent};
    return seen;
  }

  bar next_bar(int index, time_ns start_ns) {
    const auto close = cents_[static_cast<std::size_t>(index)];
    auto& open = opens_[static_cast<std::size_t>(index)];
    bar candle;
    candle.symbol = name_of(index);
    candle.start_ns = start_ns;
    candle.open = price{open * cent};
    candle.close = price{close * cent};
    candle.high = price{(std::max(open, close) + 5) * cent};
    candle.low = price{(std::min(open, close) - 5) * cent};
    candle.volume = quantity::of(100 + static_cast<std::int64_t>(random_() % 900));
    open = close;
    return candle;
  }

private:
  static constexpr std::int64_t cent = units_per_one / 100;

  std::mt19937_64 random_{seed};
  std::vector<std::int64_t> cents_ = std::vector<std::int64_t>(symbols, 10'000);
  std::vector<std::int64_t> opens_ = cents_;
};

} // namespace

void measure_strategy_load(report& into, int turns) {
  for (int turn = 0; turn < turns; ++turn) {
    auto desk = opened_desk();
    market told;
    latency_samples orders;
    double on_quotes = 0;
    for (int minute = 0; minute < minutes; ++minute) {
      const auto start_ns = noon_ns + minute * minute_ns;
      std::vector<event> quotes;
      for (int round = 0; round < quotes_per_symbol; ++round)
        for (int index = 0; index < symbols; ++index)
          quotes.emplace_back(told.next_quote(index, start_ns + round * second_ns));
      const auto begin = thread_time();
      for (const auto& each : quotes)
        desk.fold(each);
      on_quotes += thread_time_since(begin);
      for (int index = 0; index < symbols; ++index) {
        const event candle = told.next_bar(index, start_ns);
        const auto arrived = thread_time();
        const auto decided = desk.fold(candle);
        for (const auto& wish : decided) {
          if (wish.verdict == verdict::none)
            continue;
          const auto judged = desk.assess(wish);
          if (judged.request)
            orders.push_back((thread_time() - arrived).count());
        }
      }
      desk.fold(clock_tick{start_ns + minute_ns});
    }
    if (orders.empty())
      throw std::runtime_error("the benchmark's strategies want nothing");
    into.add(order_row, orders);
    into.add_rate(quote_row, symbols * quotes_per_symbol * minutes / on_quotes);
  }
}

void print_strategy_load(const report& of, std::ostream& out) {
  const auto rate = of.rate(quote_row).median;
  out << "10 strategies on 30 symbols at 1,000 quotes/s each: " << 100 * wanted_per_second / rate
      << " % of a core; bar to approved order p99 "
      << static_cast<double>(of.figures(order_row).p99_ns) / 1000 << " us\n";
}

} // namespace troupe::bench
