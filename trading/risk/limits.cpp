#include "trading/risk/limits.hpp"

#include "trading/orders/order_increments.hpp"

namespace troupe::trading {

quantity order_increment(const symbol& name) {
  return name.is_crypto() ? quantity{units_per_one / 1'000'000} : quantity::of(1);
}

money order_minimum(const symbol& name) {
  return least_cost(name.kind());
}

money share_of(money amount, std::int64_t bps) {
  constexpr std::int64_t bps_per_one = 10'000;
  return money{exact::multiply_divide(amount.units, bps, bps_per_one)};
}

} // namespace troupe::trading
