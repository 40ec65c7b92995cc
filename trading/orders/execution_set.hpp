// The executions of one order, each counted once however often and in whatever order they are
// told.
//
// An execution fills the stretch (cumulative_qty - qty, cumulative_qty] of its order. One with an
// execution_id is told apart by it. One without is a statement: so much was paid for the whole of
// its stretch (the venue was asked for the order, or for its activities, and does not say under
// which id it told the same on its stream). A statement counts for the part of its stretch that no
// identified execution, and no smaller statement, fills: at what is left of its amount, and of its
// fees, once theirs are taken off. So the total of the stretch comes out as it was stated. Where
// nothing is left to take, its own price counts.
//
// Totals are a function of the set of events that were folded.
#pragma once

#include "trading/orders/order.hpp"

#include <map>
#include <string>
#include <tuple>

namespace troupe::trading {

struct execution_totals {
  quantity qty;
  money notional;
  money fee;
  quantity fee_qty;

  friend bool operator==(const execution_totals&, const execution_totals&) = default;
};

class execution_set {
public:
  // Only events for which is_execution() holds.
  void fold(const order_event& reported);
  const execution_totals& totals() const { return totals_; }
  // Nothing is missing of the first `cumulative_qty` of the order.
  bool covers(quantity cumulative_qty) const;
  // So much of the order is filled, by the furthest execution: more than the total where one
  // before it is missing.
  quantity furthest_qty() const { return furthest_qty_; }

private:
  struct execution {
    quantity qty;
    price px;
    quantity cumulative_qty;
    money fee;
    quantity fee_qty;
  };
  // Of two of one end the shorter is the first to count.
  using statement_key = std::tuple<quantity, quantity, price>; // cumulative_qty, qty, px

  execution_totals sum() const;

  std::map<std::string, execution> identified_; // by execution_id
  std::map<statement_key, execution> statements_;
  execution_totals totals_;
  quantity furthest_qty_;
};

} // namespace troupe::trading
