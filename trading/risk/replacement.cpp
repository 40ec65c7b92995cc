#include "trading/risk/risk_book.hpp"

#include <algorithm>

namespace troupe::trading {

namespace {

price price_of(const order_request& asked, price reference) {
  if (!asked.limit_price.is_zero())
    return asked.limit_price;
  return std::max(reference, asked.stop_price);
}

// What the change adds, as an order of its own at the new price: the quantity that is more and, of
// a purchase, what the old quantity costs more. Rounded up.
quantity added_qty(const order& open, const order_request& after, price px) {
  auto more = std::max(after.qty - open.request.qty, quantity{});
  const auto dearer = px - price_of(open.request, px);
  const bool costs_more = after.side == side::buy && !after.limit_price.is_zero() &&
                          dearer > price{} && open.open_qty() > quantity{};
  if (costs_more)
    more += quantity{
        exact::multiply_divide(open.open_qty().units, dearer.units, px.units) + 1};
  return more;
}

} // namespace

assessment risk_book::assess_replacement(const order& now_open, const order_request& after,
                                         price reference, time_ns now) {
  settle(now);
  const auto around = situation(after.symbol, now);
  proposal added{after.symbol, manual_strategy, after.side, {}, price_of(after, reference), 0};
  added.data_ns = around.memory.data_ns;
  added.qty = added_qty(now_open, after, added.reference);
  added.value = notional(added.reference, added.qty);
  const order_key key{now, after.symbol, manual_strategy, next_manual_ordinal(after.symbol, now)};
  const auto held = around.of_symbol.held;
  const bool opposite = after.side == side::sell ? held > quantity{} : held < quantity{};
  const bool closes = opposite && added.qty <= around.of_symbol.closable();
  auto rules = closes ? manual_exit_rules() : entry_rules();
  if (added.qty.is_zero())
    rules = {};
  auto judged = judge(added, key, rules, around);
  // A little more may be less than the least order; the whole must not be more than the greatest.
  if (!rules.empty() && !closes) {
    auto whole = added;
    whole.qty = after.qty;
    whole.value = notional(whole.reference, whole.qty);
    judged = judge_change(std::move(judged), whole, around);
  }
  return conclude(std::move(judged), added, after);
}

// The same gates, but for those that look at the size of the one order: they look at the whole.
decision risk_book::judge_change(decision judged, const proposal& whole,
                                 const risk_situation& now) const {
  gate_list gates;
  for (const auto& each : judged.gates) {
    if (each.name == term("order_notional"))
      gates.push_back(order_notional(whole, now));
    else if (each.name == term("order_minimum_notional"))
      gates.push_back(order_minimum_notional(whole, now));
    else if (each.name == term("order_quantity"))
      gates.push_back(order_quantity(whole, now));
    else
      gates.push_back(each);
  }
  judged.gates = std::move(gates);
  rule_on(judged);
  return judged;
}

} // namespace troupe::trading
