#include "trading/orders/order_increments.hpp"

namespace troupe::trading {

namespace {

__extension__ typedef __int128 wide_product;

constexpr price cent{10'000'000};
constexpr price hundredth_of_a_cent{100'000};

wide_product product(std::int64_t left, std::int64_t right) {
  return static_cast<wide_product>(left) * right;
}

} // namespace

money least_cost(asset_class of) {
  return money::of(of == asset_class::crypto ? 10 : 1);
}

price stock_price_increment(price px) {
  return px >= price::of(1) ? cent : hundredth_of_a_cent;
}

bool costs_less(price px, quantity qty, money than) {
  return product(px.units, qty.units) < product(than.units, units_per_one);
}

bool costs_more(price px, quantity qty, money than) {
  return product(px.units, qty.units) > product(than.units, units_per_one);
}

} // namespace troupe::trading
