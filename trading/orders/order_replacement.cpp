#include "trading/orders/order_replacement.hpp"

namespace troupe::trading {

namespace {

template <class Value>
std::optional<Value> if_changed(const Value& before, const Value& after) {
  return before == after ? std::nullopt : std::optional(after);
}

change_stage stage_of(order_status status, bool held) {
  switch (status) {
  case order_status::open:
  case order_status::partially_filled:
    return held ? change_stage::held : change_stage::resting;
  case order_status::intended:
  case order_status::unknown:
  case order_status::accepted:
    return held ? change_stage::held : change_stage::waiting;
  case order_status::pending_cancel:
  case order_status::pending_replace:
  case order_status::filled:
  case order_status::canceled:
  case order_status::expired:
  case order_status::rejected:
  case order_status::replaced:
    return change_stage::ended;
  }
  return change_stage::ended;
}

} // namespace

order_request request_after(const order_change& change, const order& now) {
  auto made = now.request;
  made.client_order_id.clear();
  made.replaces = now.request.client_order_id;
  if (change.qty)
    made.qty = *change.qty;
  if (change.time_in_force)
    made.time_in_force = *change.time_in_force;
  if (change.limit_price) {
    made.limit_price = *change.limit_price;
    if (made.order_class == order_class::oco && made.parent_id.empty())
      made.take_profit_limit_price = *change.limit_price;
  }
  if (change.stop_price)
    made.stop_price = *change.stop_price;
  if (change.trail && !made.trail_percent.is_zero())
    made.trail_percent = *change.trail;
  else if (change.trail)
    made.trail_price = price{change.trail->units};
  return made;
}

order_change change_between(const order_request& before, const order_request& after) {
  order_change change;
  change.qty = if_changed(before.qty, after.qty);
  change.time_in_force = if_changed(before.time_in_force, after.time_in_force);
  change.limit_price = if_changed(before.limit_price, after.limit_price);
  change.stop_price = if_changed(before.stop_price, after.stop_price);
  change.trail = if_changed(before.trail_percent, after.trail_percent);
  if (before.trail_price != after.trail_price)
    change.trail = number{after.trail_price.units};
  return change;
}

changed_order as_changed(const order& now, bool held, position_intent intent) {
  changed_order seen{draft_of(now.request, intent), stage_of(now.status, held),
                     now.carried_qty + now.filled_qty};
  if (!now.request.parent_id.empty()) // a leg is changed as the simple order that it is
    seen.draft.order_class = order_class::simple;
  return seen;
}

} // namespace troupe::trading
