// What a position has to be, counted apart from it: the sum of everything that ever changed it.
#pragma once

#include "trading/events.hpp"
#include "trading/market/fixed_point.hpp"
#include "trading/orders/execution_set.hpp"

namespace troupe::trading {

struct position_tally {
  quantity bought;
  quantity sold;
  quantity coin_fees;
  quantity corporate_actions; // what splits made of it
  quantity adjustments;

  void add(side direction, const execution_totals& executed) {
    if (direction == side::sell) {
      sold += executed.qty;
    } else {
      bought += executed.qty;
      coin_fees += executed.fee_qty;
    }
  }
  void add(const adjustment& taken_over) {
    if (taken_over.kind == adjustment_kind::split)
      corporate_actions += taken_over.qty;
    else if (taken_over.kind == adjustment_kind::coin_fee)
      coin_fees -= taken_over.qty;
    else
      adjustments += taken_over.qty;
  }
  quantity qty() const { return bought - sold - coin_fees + corporate_actions + adjustments; }
};

} // namespace troupe::trading
