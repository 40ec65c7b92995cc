// Reads an order out of a POST body.
#pragma once

#include "net/venue/exchange.hpp"
#include "trading/result.hpp"

#include <string_view>

namespace troupe::net::venue {

// Amounts may be strings or numbers; null and "" mean absent; unknown keys are ignored.
// Errors: `invalid_body`, `invalid_order`, `unknown_symbol`, `order_not_allowed`.
result<trading::order_request> read_order(const exchange& market, std::string_view body);

} // namespace troupe::net::venue
