// The bodies of POST /v2/orders and of PATCH /v2/orders/{id}.
#pragma once

#include "trading/orders/order.hpp"
#include "trading/orders/replace_rules.hpp"

#include <string>

namespace troupe::net::alpaca {

// Amounts as decimal strings; what is zero is left out.
std::string order_body(const trading::order_request& wanted);

// What is to be changed, and the client_order_id of the order that comes of it.
std::string change_body(const trading::order_change& wanted);

} // namespace troupe::net::alpaca
