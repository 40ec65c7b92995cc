// What makes an order acceptable in itself, before anyone looks at funds or prices: the table of
// types and times in force for each class of asset, and which amounts must be there.
//
// The messages are Alpaca's, word for word, because programs compare them.
#pragma once

#include "trading/orders/order.hpp"
#include "trading/result.hpp"

namespace troupe::trading {

// Errors: `invalid_order` (a missing or contradictory field), `order_not_allowed` (the class of
// asset does not take such an order).
result<void> check_terms(const order_request& asked);

} // namespace troupe::trading
