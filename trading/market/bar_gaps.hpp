// Tells where bars of a symbol are missing, so that nobody takes a hole for a quiet market.
//
// A bar is expected for each span of its length within sessions (market_day.hpp): in crypto always,
// for equities in regular hours only; what comes before and after them may be sparse. A venue
// leaves out the minutes without a trade, so a gap says that nothing is known of them, not why.
#pragma once

#include "trading/market/bar.hpp"
#include "trading/market/market_day.hpp"

#include <cstdint>
#include <optional>

namespace troupe::trading {

struct bar_gap {
  trading::symbol symbol;
  time_ns from_ns = 0; // the end of the last bar before
  time_ns to_ns = 0;   // the start of the first one after
  std::int64_t missing_bars = 0;

  friend bool operator==(const bar_gap&, const bar_gap&) = default;
};

class bar_gaps {
public:
  // Takes the bars of one symbol in the order of time. Yields the gap that this one ends; bars that
  // are not later than the last one end none.
  std::optional<bar_gap> fold(const bar& next);

  std::uint64_t gaps() const { return gaps_; }
  std::uint64_t missing_bars() const { return missing_bars_; }

private:
  std::optional<time_ns> told_until_ns_;
  std::uint64_t gaps_ = 0;
  std::uint64_t missing_bars_ = 0;
};

} // namespace troupe::trading
