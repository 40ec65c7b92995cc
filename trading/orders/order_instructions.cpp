#include "trading/orders/order_instructions.hpp"

namespace troupe::trading {

namespace {

template <class Amount>
std::optional<Amount> unless_zero(Amount amount) {
  return amount.is_zero() ? std::nullopt : std::optional(amount);
}

} // namespace

order_draft draft_of(const order_request& asked, const order_instructions& with,
                     position_intent intent) {
  auto draft = draft_of(asked, intent);
  draft.order_class = with.order_class;
  draft.extended_hours = with.extended_hours;
  draft.trail_price = unless_zero(with.trail_price);
  draft.trail_percent = unless_zero(with.trail_percent);
  draft.take_profit_limit_price = unless_zero(with.take_profit_limit_price);
  draft.stop_loss_stop_price = unless_zero(with.stop_loss_stop_price);
  draft.stop_loss_limit_price = unless_zero(with.stop_loss_limit_price);
  draft.stated_intent = with.stated_intent;
  draft.advanced_instructions = with.advanced_instructions;
  return draft;
}

order_request request_of(const order_draft& asked) {
  order_request request;
  request.client_order_id = asked.client_order_id;
  request.symbol = asked.symbol;
  request.side = is_sale(asked.intent) ? side::sell : side::buy;
  request.type = asked.type;
  request.time_in_force = asked.time_in_force;
  request.qty = asked.qty.value_or(quantity{});
  request.notional = asked.notional.value_or(money{});
  request.limit_price = asked.limit_price.value_or(price{});
  request.stop_price = asked.stop_price.value_or(price{});
  return request;
}

order_instructions instructions_of(const order_draft& asked) {
  return {.order_class = asked.order_class,
          .extended_hours = asked.extended_hours,
          .trail_price = asked.trail_price.value_or(price{}),
          .trail_percent = asked.trail_percent.value_or(number{}),
          .take_profit_limit_price = asked.take_profit_limit_price.value_or(price{}),
          .stop_loss_stop_price = asked.stop_loss_stop_price.value_or(price{}),
          .stop_loss_limit_price = asked.stop_loss_limit_price.value_or(price{}),
          .stated_intent = asked.stated_intent,
          .advanced_instructions = asked.advanced_instructions};
}

} // namespace troupe::trading
