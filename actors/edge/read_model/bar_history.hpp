// The one-minute bars of the last days, and coarser candles made of them.
//
// Bars may come late (a gap that was filled) or twice; each start has one bar, the last one told.
#pragma once

#include "trading/market/bar.hpp"

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace troupe::actors {

struct bar_query {
  trading::time_ns length_ns = trading::minute_ns; // divides a day
  // Of the candles' starts, both inclusive. Without a start the latest candles are meant.
  std::optional<trading::time_ns> start_ns = {};
  std::optional<trading::time_ns> end_ns = {};
  std::size_t limit = 1'000;
};

class bar_history {
public:
  static constexpr std::size_t bars_max = 8'640; // of a symbol: six days; the oldest goes first

  // Bars of another length than a minute are not kept.
  void fold(const trading::bar& minute);

  // By start, on session boundaries (trading/market/candle_builder.hpp); the last one may still be
  // growing. At most `limit`: the first ones from a start on, the latest ones without a start.
  // `further` minutes, of another source and by start, count from where ours end.
  std::vector<trading::bar> candles(const trading::symbol& name, const bar_query& wanted,
                                    std::span<const trading::bar> further = {}) const;
  // Null before there is one. Valid until the next bar is folded.
  const trading::bar* latest(const trading::symbol& name) const;
  // The last bar that ended at or before this instant.
  const trading::bar* last_until(const trading::symbol& name, trading::time_ns end_ns) const;
  const std::map<trading::symbol, std::deque<trading::bar>>& all() const { return bars_; }

private:
  std::map<trading::symbol, std::deque<trading::bar>> bars_;
};

} // namespace troupe::actors
