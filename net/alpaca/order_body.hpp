// The body of POST /v2/orders.
#pragma once

#include "trading/orders/order.hpp"

#include <string>

namespace troupe::net::alpaca {

// Amounts as decimal strings; what is zero is left out.
std::string order_body(const trading::order_request& wanted);

} // namespace troupe::net::alpaca
