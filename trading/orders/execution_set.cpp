#include "trading/orders/execution_set.hpp"

#include <algorithm>
#include <vector>

namespace troupe::trading {

namespace {

struct stretch {
  quantity from;
  quantity to;
};

// How much of `asked` is not covered. The covered stretches may overlap and come in any order.
quantity uncovered(stretch asked, std::vector<stretch> covered) {
  std::sort(covered.begin(), covered.end(),
            [](const stretch& left, const stretch& right) { return left.from < right.from; });
  quantity open{};
  for (const auto& each : covered) {
    if (each.from > asked.from)
      open += std::min(each.from, asked.to) - asked.from;
    asked.from = std::max(asked.from, each.to);
    if (asked.from >= asked.to)
      return open;
  }
  return open + (asked.to - asked.from);
}

} // namespace

void execution_set::fold(const order_event& reported) {
  const execution told{reported.qty, reported.px, reported.cumulative_qty, reported.fee,
                       reported.fee_qty};
  const bool added = reported.execution_id.empty()
                         ? unidentified_.try_emplace(told.cumulative_qty, told).second
                         : identified_.try_emplace(reported.execution_id, told).second;
  if (!added)
    return;
  if (unidentified_.empty())
    count(totals_, told, told.qty);
  else
    totals_ = sum();
}

execution_totals execution_set::sum() const {
  execution_totals totals;
  std::vector<stretch> covered;
  for (const auto& [id, each] : identified_) {
    count(totals, each, each.qty);
    covered.push_back({each.cumulative_qty - each.qty, each.cumulative_qty});
  }
  for (const auto& [cumulative_qty, each] : unidentified_) {
    const stretch own{cumulative_qty - each.qty, cumulative_qty};
    count(totals, each, uncovered(own, covered));
    covered.push_back(own);
  }
  return totals;
}

void execution_set::count(execution_totals& totals, const execution& part, quantity counted) {
  if (counted.is_zero())
    return;
  totals.qty += counted;
  totals.notional += notional(part.px, counted);
  const auto share = [&](std::int64_t units) {
    return exact::multiply_divide_up(units, counted.units, part.qty.units);
  };
  totals.fee += money{share(part.fee.units)};
  totals.fee_qty += quantity{share(part.fee_qty.units)};
}

} // namespace troupe::trading
