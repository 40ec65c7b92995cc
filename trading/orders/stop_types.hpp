// Which types of order wait for their stop price.
#pragma once

#include "trading/orders/order.hpp"

namespace troupe::trading {

// stop, stop_limit and trailing_stop.
constexpr bool is_stop(order_type type) {
  return type == order_type::stop || type == order_type::stop_limit ||
         type == order_type::trailing_stop;
}

} // namespace troupe::trading
