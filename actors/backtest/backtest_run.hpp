// A backtest from a configuration and a recorded market to its outcome.
//
// Computes for as long as the market is: not for a lane. Strategies, their parameters, risk, sizes,
// the half spread (venue.half_spread_bps) and the cash (venue.start_cash) come from the settings,
// and mean what they mean to a run. Without trading.symbols everything in the market is traded.
#pragma once

#include "actors/backtest/recorded_market.hpp"
#include "config/settings.hpp"
#include "trading/backtest/backtest.hpp"
#include "trading/events.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace troupe::actors {

struct backtest_request {
  config::settings settings;
  // Market time. Before `from` strategies warm up and nothing is traded; after `to` is the end.
  std::optional<trading::time_ns> from;
  std::optional<trading::time_ns> to;
  bool digested = false; // make the digest of what was done: see backtest_outcome
  // Asked now and then; true ends it with `backtest_stopped`.
  std::function<bool()> stop;
  // Told now and then how much of the market is behind, of 1.
  std::function<void(double)> on_progress;
};

struct backtest_outcome {
  trading::backtest run;
  std::vector<trading::symbol> symbols;
  std::vector<trading::setting> settings; // that decided, as a journal would have them
  std::uint64_t market_bars = 0;          // of the market, traded or not
  std::uint64_t market_quotes = 0;
  trading::time_ns market_first_ns = 0;
  trading::time_ns market_last_ns = 0;
  std::string market_digest;
  // That `troupe journal digest` prints of a run at `--speed max`; empty where not asked for.
  std::string digest;
};

// Errors: those of a bad configuration, `no_symbols`, `no_data` where nothing is between from and
// to, `backtest_stopped`.
result<backtest_outcome> run_backtest(const backtest_request& asked, recorded_market market);

// Puts a strategy and its parameters into a configuration. Errors: `unknown_strategy`,
// `invalid_setting`.
result<config::settings> with_strategy(config::settings base, const std::string& strategy,
                                       const std::vector<trading::setting>& parameters);

} // namespace troupe::actors
