// The best bid and offer of an asset at an instant.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/symbol.hpp"
#include "trading/market/time.hpp"

namespace troupe::trading {

// A side without an offer has price zero.
struct quote {
  trading::symbol symbol;
  time_ns market_ns = 0;
  price bid;
  quantity bid_qty;
  price ask;
  quantity ask_qty;

  friend bool operator==(const quote&, const quote&) = default;
};

} // namespace troupe::trading
