// What a position has to be, counted apart from it: the sum of everything that ever changed it.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/orders/execution_set.hpp"
#include "trading/orders/order.hpp"

namespace troupe::trading {

struct position_tally {
  quantity bought;
  quantity sold;
  quantity coin_fees;
  quantity adjustments;

  void add(side direction, const execution_totals& executed) {
    if (direction == side::sell) {
      sold += executed.qty;
    } else {
      bought += executed.qty;
      coin_fees += executed.fee_qty;
    }
  }
  quantity qty() const { return bought - sold - coin_fees + adjustments; }
};

} // namespace troupe::trading
