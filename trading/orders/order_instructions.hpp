// What an order may ask for beyond order_request: its class and legs, its trail, its hours. Prices
// that do not apply are zero.
#pragma once

#include "trading/orders/order_draft.hpp"

#include <optional>

namespace troupe::trading {

struct order_instructions {
  trading::order_class order_class = order_class::simple;
  bool extended_hours = false;
  price trail_price{};    // of a trailing stop: one of the two
  number trail_percent{}; // 5 is 5 %
  price take_profit_limit_price{};
  price stop_loss_stop_price{};
  price stop_loss_limit_price{};
  std::optional<position_intent> stated_intent{};
  bool advanced_instructions = false;

  friend bool operator==(const order_instructions&, const order_instructions&) = default;
};

// The draft of a request with its instructions. The draft's client_order_id looks into `asked`.
order_draft draft_of(const order_request& asked, const order_instructions& with,
                     position_intent intent);

// The way back, for a draft that the rules allow: the side is the intent's, the id is copied.
order_request request_of(const order_draft& asked);
order_instructions instructions_of(const order_draft& asked);

} // namespace troupe::trading
