#include "trading/risk/exposure.hpp"

#include <algorithm>
#include <set>

namespace troupe::trading {

std::vector<commitment> exposure::under_way(const symbol& name) const {
  std::vector<commitment> found;
  for (const auto* open : books_.orders().open_orders(name))
    found.push_back(commitment_of(*open));
  for (const auto& [key, each] : approved_)
    if (key.symbol == name)
      found.push_back(each);
  return found;
}

std::vector<commitment> exposure::under_way() const {
  std::vector<commitment> found;
  for (const auto* open : books_.orders().open_orders())
    found.push_back(commitment_of(*open));
  for (const auto& [key, each] : approved_)
    found.push_back(each);
  return found;
}

quantity exposure::position_with(const symbol& name, side direction, quantity added) const {
  const auto held = books_.position_of(name).qty;
  auto sum = added + (direction == side::buy ? held : -held);
  for (const auto& each : under_way(name))
    if (each.side == direction)
      sum += each.qty;
  return sum;
}

quantity exposure::closable(const symbol& name) const {
  const auto held = books_.position_of(name).qty;
  const auto closing = held > quantity{} ? side::sell : side::buy;
  auto rest = held < quantity{} ? -held : held;
  for (const auto& each : under_way(name))
    if (each.side == closing)
      rest -= each.qty;
  return std::max(rest, quantity{});
}

money exposure::free_cash() const {
  auto rest = books_.cash();
  for (const auto& each : under_way())
    if (each.side == side::buy)
      rest -= each.value();
  return rest;
}

std::size_t exposure::symbols_with(const symbol& name) const {
  std::set<symbol> found{name};
  for (const auto& [held, each] : books_.positions())
    if (!each.is_flat())
      found.insert(held);
  for (const auto& each : under_way())
    found.insert(each.symbol);
  return found.size();
}

commitment exposure::commitment_of(const order& open) const {
  const auto& asked = open.request;
  commitment made{asked.symbol, open.strategy, asked.side, {}, asked.limit_price};
  if (made.px.is_zero())
    made.px = std::max(asked.stop_price, books_.mark_of(asked.symbol));
  if (asked.notional.is_zero())
    made.qty = std::max(open.open_qty(), quantity{});
  else if (!made.px.is_zero())
    made.qty = quantity{
        exact::multiply_divide(std::max(asked.notional - open.filled_notional, money{}).units,
                               units_per_one, made.px.units)};
  return made;
}

} // namespace troupe::trading
