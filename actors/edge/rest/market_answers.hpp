// Answers that more than one path gives.
#pragma once

#include "actors/edge/rest/routes.hpp"
#include "trading/orders/order.hpp"

namespace troupe::actors {

// The latest quote with its source and age, or that none has come yet.
net::http::response show_quote(const route_sources& from, const trading::symbol& name);

// Asks risk and the executor; the answer is the order, or why not.
void place_order(const route_sources& from, const trading::order_request& wanted,
                 const call& asked, respond answer);

} // namespace troupe::actors
