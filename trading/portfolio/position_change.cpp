#include "trading/portfolio/position_change.hpp"

#include <algorithm>

namespace troupe::trading {

namespace {

quantity size(quantity qty) {
  return qty < quantity{} ? -qty : qty;
}

money share(money whole, quantity part, quantity of) {
  return money{exact::multiply_divide(whole.units, part.units, of.units)};
}

bool reduces(const position& held, quantity change) {
  return (held.qty > quantity{} && change < quantity{}) ||
         (held.qty < quantity{} && change > quantity{});
}

void settle(position& held) {
  held.average_price = held.is_flat() ? price{} : unit_price(held.cost_basis, held.qty);
  if (held.market_price.is_zero())
    held.market_price = held.average_price;
}

} // namespace

money apply(position& held, side direction, const execution_totals& executed) {
  const bool buys = direction == side::buy;
  const auto received = executed.qty - (buys ? executed.fee_qty : quantity{});
  const auto change = buys ? received : -received;
  const auto cost = buys ? executed.notional : -executed.notional;
  held.realised -= executed.fee;
  if (change.is_zero()) {
    held.realised -= cost;
  } else if (!reduces(held, change)) {
    held.qty += change;
    held.cost_basis += cost;
  } else {
    const auto closed = std::min(size(change), size(held.qty));
    const auto cost_out = share(held.cost_basis, closed, size(held.qty));
    const auto cost_of_closing = share(cost, closed, size(change));
    held.realised -= cost_of_closing + cost_out;
    held.cost_basis += cost - cost_of_closing - cost_out;
    held.qty += change;
  }
  settle(held);
  return -(cost + executed.fee);
}

void correct(position& held, quantity difference, price unit_cost) {
  if (reduces(held, difference)) {
    const auto closed = std::min(size(difference), size(held.qty));
    held.cost_basis -= share(held.cost_basis, closed, size(held.qty));
    const auto taken = held.qty > quantity{} ? -closed : closed;
    held.qty += taken;
    difference -= taken;
  }
  held.cost_basis += notional(unit_cost, difference);
  held.qty += difference;
  settle(held);
}

} // namespace troupe::trading
