// Answers that more than one path gives.
#pragma once

#include "actors/edge/rest/routes.hpp"
#include "trading/orders/order.hpp"

#include <optional>
#include <string_view>

namespace troupe::actors {

// The latest quote with its source and age, or that none has come yet.
net::http::response show_quote(const route_sources& from, const trading::symbol& name);

// The last decision of each strategy on each symbol; of one symbol or strategy where it is named.
net::http::response show_signals(const read_model& known,
                                 const std::optional<trading::symbol>& name,
                                 std::string_view strategy);

// Asks risk and the executor; the answer is the order, or why not.
void place_order(const route_sources& from, const trading::order_request& wanted,
                 const call& asked, respond answer);

} // namespace troupe::actors
