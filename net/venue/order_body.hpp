// Reads what clients send about orders: the body of a POST and of a PATCH.
//
// Amounts may be strings or numbers; null and "" mean absent; unknown keys are ignored. An amount
// with more than nine decimals is cut to nine where it is a quantity of crypto.
#pragma once

#include "net/venue/exchange.hpp"
#include "trading/orders/replace_rules.hpp"
#include "trading/result.hpp"

#include <string>
#include <string_view>

namespace troupe::net::venue {

// The draft without its client_order_id, which stands beside it; its intent has the right side.
struct posted_order {
  trading::order_draft draft;
  std::string client_order_id;
};
// Errors: `invalid_body`, `invalid_order`, `unknown_symbol`.
result<posted_order> read_order(const exchange& market, std::string_view body);

struct posted_change {
  trading::order_change change; // without its client_order_id
  std::string client_order_id;
};
// Errors: `invalid_body`, `invalid_order`.
result<posted_change> read_change(std::string_view body);

} // namespace troupe::net::venue
