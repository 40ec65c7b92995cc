// What is held of one asset, and what it cost.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/symbol.hpp"

namespace troupe::trading {

// qty is the sum of fills, less fees taken in coin, plus adjustments; negative where short.
struct position {
  trading::symbol symbol;
  quantity qty;
  price average_price; // average cost of a unit
  money cost_basis;    // of what is held now; negative where short
  money realised;      // profit and loss of what was closed, fees included
  price market_price;  // the last mark; zero before the first

  friend bool operator==(const position&, const position&) = default;
};

} // namespace troupe::trading
