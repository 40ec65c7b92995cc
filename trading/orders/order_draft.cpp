#include "trading/orders/order_draft.hpp"

namespace troupe::trading {

namespace {

template <class Amount>
std::optional<Amount> given(Amount amount) {
  return amount.is_zero() ? std::nullopt : std::optional(amount);
}

} // namespace

order_kind order_draft::kind() const {
  auto sizing = order_sizing::whole;
  if (notional && !qty)
    sizing = order_sizing::notional;
  else if (qty && !notional && qty->units % units_per_one != 0)
    sizing = order_sizing::fractional;
  return {.asset_class = symbol.kind(),
          .type = type,
          .time_in_force = time_in_force,
          .order_class = order_class,
          .hours = extended_hours ? order_hours::extended : order_hours::regular,
          .sizing = sizing,
          .intent = intent};
}

order_draft draft_of(const order_request& asked, position_intent intent) {
  order_draft draft;
  draft.symbol = asked.symbol;
  draft.type = asked.type;
  draft.time_in_force = asked.time_in_force;
  draft.intent = intent;
  draft.client_order_id = asked.client_order_id;
  draft.qty = given(asked.qty);
  draft.notional = given(asked.notional);
  draft.limit_price = given(asked.limit_price);
  draft.stop_price = given(asked.stop_price);
  draft.order_class = asked.order_class;
  draft.extended_hours = asked.extended_hours;
  draft.trail_price = given(asked.trail_price);
  draft.trail_percent = given(asked.trail_percent);
  draft.take_profit_limit_price = given(asked.take_profit_limit_price);
  draft.stop_loss_stop_price = given(asked.stop_loss_stop_price);
  draft.stop_loss_limit_price = given(asked.stop_loss_limit_price);
  return draft;
}

} // namespace troupe::trading
