// What makes an order acceptable to the simulated venue before anyone looks at funds: the shared
// table (trading/orders/order_rules.hpp), less what this venue does not serve.
//
// The messages are Alpaca's, word for word, because programs compare them.
#pragma once

#include "trading/orders/order.hpp"
#include "trading/result.hpp"

namespace troupe::trading {

// `held` is the position in the symbol, negative where short: it tells a short sale from a sale.
// Ask only of an order that is not a repeat: an order that was taken changes what is held.
//
// Errors: `invalid_order` (422 40010001: a missing or contradictory field), `order_not_allowed`
// (422 42210000: no such order is taken), or, for what is not permitted (403), the rule's own code.
result<void> check_terms(const order_request& asked, quantity held);

} // namespace troupe::trading
