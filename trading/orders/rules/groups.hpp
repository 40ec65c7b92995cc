// The rules of the table by what they look at, in the order in which they are asked. Use
// order_rules.hpp; only the table itself needs these.
#pragma once

#include "trading/orders/order_rules.hpp"

namespace troupe::trading {

std::span<const order_rule> size_rules();      // client_order_id, qty, notional
std::span<const order_rule> price_rules();     // which prices there must and may not be
std::span<const order_rule> kind_rules();      // combinations, whatever the amounts
std::span<const order_rule> increment_rules(); // steps of prices, least and greatest costs
std::span<const order_rule> leg_rules();       // bracket, oco and oto: their prices
std::span<const order_rule> setting_rules();   // the asset, the account, the price, the hour

} // namespace troupe::trading
