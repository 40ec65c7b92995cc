#include "trading/risk/exposure.hpp"

#include <algorithm>

namespace troupe::trading {

quantity exposure::position_with(const symbol& name, side direction, quantity added) const {
  const auto held = books_.position_of(name).qty;
  auto sum = added + (direction == side::buy ? held : -held);
  each_under_way(name, [&](const commitment& each) {
    if (each.side == direction)
      sum += each.qty;
  });
  return sum;
}

quantity exposure::closable(const symbol& name) const {
  const auto held = books_.position_of(name).qty;
  const auto closing = held > quantity{} ? side::sell : side::buy;
  auto rest = held < quantity{} ? -held : held;
  each_under_way(name, [&](const commitment& each) {
    if (each.side == closing)
      rest -= each.qty;
  });
  return std::max(rest, quantity{});
}

quantity exposure::closable_by_strategies(const symbol& name) const {
  const auto by_hand = books_.manual_qty(name);
  const auto kept = by_hand < quantity{} ? -by_hand : by_hand;
  const auto rest = closable(name);
  return kept.is_zero() ? rest : std::max(rest - kept, quantity{});
}

money exposure::free_cash() const {
  auto rest = books_.cash();
  each_under_way([&](const commitment& each) {
    if (each.side == side::buy)
      rest -= each.value();
  });
  return rest;
}

std::size_t exposure::symbols_with(const symbol& name) const {
  std::size_t count = is_held(name) ? 0 : 1;
  for (const auto& [held, each] : books_.positions())
    count += each.is_flat() ? 0 : 1;
  books_.orders().each_open_symbol([&](const symbol& open) {
    count += open == name || is_held(open) ? 0 : 1;
  });
  for (auto each = approved_.begin(); each != approved_.end(); ++each) {
    const auto& other = each->first.symbol;
    const bool counted =
        other == name || is_held(other) || books_.orders().has_open(other) ||
        std::any_of(approved_.begin(), each,
                    [&](const auto& earlier) { return earlier.first.symbol == other; });
    count += counted ? 0 : 1;
  }
  return count;
}

bool exposure::is_held(const symbol& name) const {
  const auto found = books_.positions().find(name);
  return found != books_.positions().end() && !found->second.is_flat();
}

commitment exposure::commitment_of(const order& open) const {
  const auto& asked = open.request;
  commitment made{asked.symbol, open.strategy, asked.side, {},
                  price_at_stake(books_.orders(), open)};
  if (asked.limit_price.is_zero())
    made.px = std::max(made.px, books_.mark_of(asked.symbol));
  if (asked.notional.is_zero())
    made.qty = quantity_at_stake(books_.orders(), open);
  else if (!made.px.is_zero())
    made.qty = quantity{
        exact::multiply_divide(std::max(asked.notional - open.filled_notional, money{}).units,
                               units_per_one, made.px.units)};
  return made;
}

} // namespace troupe::trading
