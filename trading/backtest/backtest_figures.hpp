// What a backtest comes to, in the figures that people compare.
//
// Amounts are exact; ratios are doubles, since nothing is decided by them. A ratio that has no
// meaning (no trade, no loss to divide by, too few returns) is empty.
#pragma once

#include "trading/backtest/round_trip.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace troupe::trading {

struct trade_figures {
  std::uint64_t trades = 0; // closed round trips
  std::uint64_t won = 0;    // with a profit above nothing
  std::uint64_t lost = 0;   // with one below
  money gross_profit;
  money gross_loss; // zero or below
  money best;
  money worst;
  time_ns held_ns = 0; // on average

  std::optional<double> win_rate() const;
  std::optional<double> profit_factor() const; // gross profit over gross loss
  std::optional<double> average_profit() const;
};

trade_figures figures_of(std::span<const round_trip> trips);

struct backtest_figures {
  money start_equity;
  money end_equity;
  money end_cash;
  money net_profit; // end less start: what is still held counts at its last price
  double return_share = 0;
  std::optional<double> market_return; // of the symbols' prices, on average, from first to last
  money drawdown;
  double drawdown_share = 0;
  time_ns drawdown_ns = 0;
  time_ns period_ns = 0; // of the returns that the next two are made of
  std::uint64_t periods = 0;
  std::optional<double> sharpe; // of a year: see return_series.hpp
  std::optional<double> sortino;
  trade_figures trades;
  std::uint64_t open_trades = 0; // at the end
  std::uint64_t fills = 0;
  money fees; // with those in coin, at their fills' prices
  double time_in_market = 0; // share of the time with anything held
  double exposure = 0;       // what is held over equity, on average over the time
};

} // namespace troupe::trading
