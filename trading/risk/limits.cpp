#include "trading/risk/limits.hpp"

#include "trading/orders/order_increments.hpp"

namespace troupe::trading {

quantity order_increment(const symbol& name) {
  return name.is_crypto() ? quantity{units_per_one / 1'000'000} : quantity::of(1);
}

money order_minimum(const symbol& name) {
  return least_cost(name.kind());
}

} // namespace troupe::trading
