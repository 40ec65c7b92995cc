// What is held of one asset, and what it has earned so far.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/symbol.hpp"

namespace troupe::trading {

struct position {
  trading::symbol symbol;
  quantity qty;        // negative where short
  price average_price; // |cost_basis| a unit, zero when flat
  money cost_basis;    // what was paid for what is held; negative (received) where short
  money realised;      // gains taken on this asset so far, less all fees paid in money
  price market_price;  // the last one known; the average price before any is

  bool is_flat() const { return qty.is_zero(); }
  money market_value() const { return notional(market_price, qty); }
  money unrealised() const { return market_value() - cost_basis; }
  friend bool operator==(const position&, const position&) = default;
};

} // namespace troupe::trading
