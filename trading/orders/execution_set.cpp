#include "trading/orders/execution_set.hpp"

#include "trading/orders/execution_coverage.hpp"

#include <algorithm>

namespace troupe::trading {

void execution_set::fold(const order_event& reported) {
  const execution told{reported.qty, reported.px, reported.cumulative_qty, reported.fee,
                       reported.fee_qty};
  const bool added =
      reported.execution_id.empty()
          ? statements_.try_emplace({told.cumulative_qty, told.qty, told.px}, told).second
          : identified_.try_emplace(reported.execution_id, told).second;
  if (!added)
    return;
  furthest_qty_ = std::max(furthest_qty_, told.cumulative_qty);
  if (!statements_.empty()) {
    totals_ = sum();
    return;
  }
  totals_.qty += told.qty;
  totals_.notional += notional(told.px, told.qty);
  totals_.fee += told.fee;
  totals_.fee_qty += told.fee_qty;
}

bool execution_set::covers(quantity cumulative_qty) const {
  if (totals_.qty < cumulative_qty)
    return false;
  execution_coverage covered;
  for (const auto& [id, each] : identified_)
    covered.add({each.cumulative_qty - each.qty, each.cumulative_qty}, {});
  for (const auto& [key, each] : statements_)
    covered.add({each.cumulative_qty - each.qty, each.cumulative_qty}, {});
  return covered.gaps({quantity{}, cumulative_qty}).empty();
}

execution_totals execution_set::sum() const {
  execution_coverage covered;
  for (const auto& [id, each] : identified_)
    covered.add({each.cumulative_qty - each.qty, each.cumulative_qty},
                {each.qty, notional(each.px, each.qty), each.fee, each.fee_qty});
  for (const auto& [key, each] : statements_)
    covered.complete({each.cumulative_qty - each.qty, each.cumulative_qty},
                     {each.qty, notional(each.px, each.qty), each.fee, each.fee_qty});
  return covered.totals();
}

} // namespace troupe::trading
