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

void settle(position& held) {
  held.average_price = held.is_flat() ? price{} : unit_price(held.cost_basis, held.qty);
  if (held.market_price.is_zero())
    held.market_price = held.average_price;
}

} // namespace

bool reduces(quantity held, quantity change) {
  return (held > quantity{} && change < quantity{}) || (held < quantity{} && change > quantity{});
}

position_trade trade_of(side direction, const execution_totals& executed) {
  if (direction == side::buy)
    return {executed.qty - executed.fee_qty, executed.notional};
  return {-executed.qty, -executed.notional};
}

void apply(position& held, const position_trade& made) {
  const auto& [change, cost] = made;
  if (change.is_zero()) {
    held.realised -= cost;
  } else if (!reduces(held.qty, change)) {
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
}

money apply(position& held, side direction, const execution_totals& executed) {
  const auto made = trade_of(direction, executed);
  held.realised -= executed.fee;
  apply(held, made);
  return -(made.cost + executed.fee);
}

bool keeps_side(quantity held, quantity difference) {
  const auto after = held + difference;
  return (held > quantity{} && after > quantity{}) || (held < quantity{} && after < quantity{});
}

void rescale(position& held, quantity difference) {
  held.qty += difference;
  settle(held);
}

void correct(position& held, quantity difference, price unit_cost) {
  if (reduces(held.qty, difference)) {
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
