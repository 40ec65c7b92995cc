// The replacement of an order by a change of it: from the change that is asked for to the request
// that it makes, and back to what is sent to the venue.
#pragma once

#include "trading/orders/order.hpp"
#include "trading/orders/replace_rules.hpp"

#include <optional>

namespace troupe::trading {

// The request for the order that the change makes of this one, still without a client order id.
order_request request_after(const order_change& change, const order& now);

// What differs, of what can be changed.
order_change change_between(const order_request& before, const order_request& after);

// The order as the rules look at it. `held` says that it waits for another of its group.
changed_order as_changed(const order& now, bool held, position_intent intent);

} // namespace troupe::trading
