// Indicators and strategies as one would write them by hand for one purpose: a loop each, fixed
// lengths, plain arrays, the whole series at once. What ours are held against.
//
// Each yields the sum of its outputs over the candles from `from` on, so that the work cannot be
// left out and can be compared.
#pragma once

#include "trading/indicators/candle_figures.hpp"
#include "trading/market/bar.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

namespace troupe::bench::bare {

using candles = std::span<const trading::candle_figures>;

double sma(candles of, std::size_t from);
double ema(candles of, std::size_t from);
double wma(candles of, std::size_t from);
double macd(candles of, std::size_t from);
double bollinger(candles of, std::size_t from);
double rsi(candles of, std::size_t from);
double stochastic_rsi(candles of, std::size_t from);
double stochastic(candles of, std::size_t from);
double atr(candles of, std::size_t from);
double adaptive_bands(candles of, std::size_t from);
double vwap(candles of, std::size_t from);
double volatility(candles of, std::size_t from);
double volume_ratio(candles of, std::size_t from);
double adx(candles of, std::size_t from);
double super_trend(candles of, std::size_t from);
double on_balance_volume(candles of, std::size_t from);
double volume_profile(candles of, std::size_t from);

// Entries and exits, each granted at the close.
struct trades {
  std::int64_t entries = 0;
  std::int64_t exits = 0;

  friend bool operator==(const trades&, const trades&) = default;
};

trades stochrsi_ema(std::span<const trading::bar> bars);
trades ma_crossover(std::span<const trading::bar> bars);

// By the parameters that indicator_rate.cpp gives theirs.
trades momentum(std::span<const trading::bar> bars);
trades mean_reversion(std::span<const trading::bar> bars);
trades breakout(std::span<const trading::bar> bars);
trades grid(std::span<const trading::bar> bars);
trades crypto_scalping(std::span<const trading::bar> bars);
trades supertrend(std::span<const trading::bar> bars);
trades bollinger_reversion(std::span<const trading::bar> bars);
trades multi_timeframe(std::span<const trading::bar> bars);

} // namespace troupe::bench::bare
