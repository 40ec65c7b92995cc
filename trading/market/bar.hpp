// A candle: what was traded in a span of time.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/symbol.hpp"
#include "trading/market/time.hpp"

namespace troupe::trading {

// start_ns is inclusive; the bar is complete, and published, at end_ns().
struct bar {
  trading::symbol symbol;
  time_ns start_ns = 0;
  time_ns length_ns = minute_ns;
  price open;
  price high;
  price low;
  price close;
  quantity volume;
  std::int64_t trade_count = 0;

  time_ns end_ns() const { return start_ns + length_ns; }
  friend bool operator==(const bar&, const bar&) = default;
};

} // namespace troupe::trading
