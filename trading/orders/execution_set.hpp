// The executions of one order, each counted once however often and in whatever order they are
// told.
//
// An execution fills the stretch (cumulative_qty - qty, cumulative_qty] of its order. One with an
// execution_id is told apart by it. One without (the venue was asked for the order and told only
// how much of it is filled) counts for the part of its stretch that no identified execution, and
// no smaller unidentified one, fills; its fees count in proportion.
//
// Totals are a function of the set of events that were folded.
#pragma once

#include "trading/orders/order.hpp"

#include <map>
#include <string>

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

private:
  struct execution {
    quantity qty;
    price px;
    quantity cumulative_qty;
    money fee;
    quantity fee_qty;
  };

  execution_totals sum() const;
  static void count(execution_totals& totals, const execution& part, quantity counted);

  std::map<std::string, execution> identified_; // by execution_id
  std::map<quantity, execution> unidentified_;  // by cumulative_qty
  execution_totals totals_;
};

} // namespace troupe::trading
