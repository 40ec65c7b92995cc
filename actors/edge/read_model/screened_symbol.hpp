// What a screener tells of a symbol: how it moved within the last day of market time, by its minute
// bars, where it is quoted, and what is held of it.
//
// The indicators are those of trading/indicators over the last indicator_bars minute bars: RSI 14
// and StochRSI 14, 14, 3, 3; the trend is how far the last close lies from the EMA of 50 closes, in
// percent of that; volatility is the deviation of the last 60 returns of a minute, in percent. Each
// is empty while there are too few bars.
#pragma once

#include "actors/edge/read_model/read_model.hpp"

#include <cstddef>
#include <optional>

namespace troupe::actors {

// A day's turnover of a large market is more than an amount can hold.
__extension__ typedef __int128 wide_amount;

struct screened_symbol {
  static constexpr trading::time_ns window_ns = trading::day_ns;
  static constexpr std::size_t indicator_bars = 500;

  trading::symbol symbol;
  trading::price price; // the last close
  trading::price high;
  trading::price low;
  trading::number change_percent; // from the first open to the last close
  wide_amount volume_units = 0;
  wide_amount dollar_volume_units = 0; // closes by volumes
  trading::time_ns since_ns = 0;
  trading::time_ns until_ns = 0;
  // Zero where nobody has quoted that side.
  trading::price bid;
  trading::price ask;
  std::optional<trading::number> spread_bps; // of the middle
  std::optional<trading::number> volatility_percent;
  std::optional<trading::number> rsi;
  std::optional<trading::number> stochrsi_k;
  std::optional<trading::number> stochrsi_d;
  std::optional<trading::number> trend_percent;
  trading::quantity held; // zero where flat
};

// None of a symbol that has no bar within the window.
std::optional<screened_symbol> screen_symbol(const read_model& known, const trading::symbol& name);

} // namespace troupe::actors
