#include "actors/backtest/backtest_run.hpp"

#include "actors/replay/journal_replay.hpp"
#include "config/journaled.hpp"
#include "config/strategy_choices.hpp"
#include "persistence/journal/digest.hpp"

#include <memory>
#include <utility>

namespace troupe::actors {

namespace {

constexpr std::uint64_t look_interval = 2048; // instants

} // namespace

result<config::settings> with_strategy(config::settings base, const std::string& strategy,
                                       const std::vector<trading::setting>& parameters) {
  base.trading.strategies = {strategy};
  for (const auto& [key, value] : parameters)
    base.strategy[strategy].insert_or_assign(key, value);
  base.strategy[strategy].erase("enabled"); // it is asked for
  if (const auto known = config::strategy_choices(base); !known)
    return known.failure();
  return base;
}

result<backtest_outcome> run_backtest(const backtest_request& asked, recorded_market market) {
  auto settings = asked.settings;
  if (settings.trading.symbols.empty())
    for (const auto& each : market.source->symbols())
      settings.trading.symbols.emplace_back(each.text());
  auto desk = desk_terms_of(settings);
  if (!desk)
    return desk.failure();
  auto deciding = config::deciding_settings(settings);
  if (!deciding)
    return deciding.failure();
  auto fold = asked.digested ? std::make_shared<persistence::journal::digest_fold>() : nullptr;
  trading::backtest_terms terms;
  terms.simulated.desk = std::move(desk).value();
  terms.simulated.half_spread_bps = settings.venue.half_spread_bps;
  if (asked.from)
    terms.simulated.from_ns = *asked.from;
  if (fold)
    terms.simulated.observe = [fold](const auto& happened) { fold->apply(happened); };
  terms.cash = settings.venue.start_cash;
  terms.start_ns = market.source->start_ns();
  auto symbols = terms.simulated.desk.symbols;
  auto run = trading::backtest::make(std::move(terms));
  if (!run)
    return run.failure();
  const auto total = static_cast<double>(market.bars + market.quotes);
  std::uint64_t told = 0;
  for (std::uint64_t count = 1; const auto instant = market.source->next(); ++count) {
    if (asked.to && instant->at > *asked.to)
      break;
    run->step(instant->at, instant->events);
    told += instant->events.size();
    if (count % look_interval != 0)
      continue;
    if (asked.stop && asked.stop())
      return error{"backtest_stopped", "the backtest was stopped before its end"};
    if (asked.on_progress)
      asked.on_progress(static_cast<double>(told) / total);
  }
  if (run->first_ns() == 0)
    return error{"no_data", "the market has nothing between from and to"};
  if (asked.on_progress)
    asked.on_progress(1);
  return backtest_outcome{std::move(run).value(),
                          std::move(symbols),
                          std::move(deciding).value(),
                          market.bars,
                          market.quotes,
                          market.first_ns,
                          market.last_ns,
                          std::move(market.digest),
                          fold ? fold->hex() : std::string()};
}

} // namespace troupe::actors
