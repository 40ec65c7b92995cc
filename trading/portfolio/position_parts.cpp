#include "trading/portfolio/position_parts.hpp"

#include "trading/portfolio/proportional_shares.hpp"

namespace troupe::trading {

namespace {

// Closes as much of the part as what is left of a trade can.
void take(position& part, position_trade& left) {
  if (!reduces(part.qty, left.change))
    return;
  const bool all = left.change > quantity{} ? left.change <= -part.qty : -left.change <= part.qty;
  const auto closed = all ? left.change : -part.qty;
  const money cost =
      all ? left.cost
          : money{exact::multiply_divide(left.cost.units, closed.units, left.change.units)};
  trading::apply(part, {closed, cost});
  left.change -= closed;
  left.cost -= cost;
}

} // namespace

void position_parts::take_from_strategies(position_trade& left) {
  for (auto& [name, part] : parts_)
    if (name != manual_strategy.text())
      take(part, left);
}

void position_parts::apply(std::string_view owner, const position_trade& made) {
  auto left = made;
  if (!made.change.is_zero()) {
    take(at(owner), left);
    take_from_strategies(left);
    take(at(manual_strategy), left);
  }
  if (!left.change.is_zero() || !left.cost.is_zero())
    trading::apply(at(owner), left);
}

void position_parts::charge(std::string_view owner, money fee) {
  if (!fee.is_zero())
    at(owner).realised -= fee;
}

void position_parts::correct(const position_trade& difference) {
  auto left = difference;
  take_from_strategies(left);
  apply(manual_strategy, left);
}

void position_parts::rescale(quantity before, quantity after) {
  auto rest_before = before;
  auto rest_after = after;
  const auto set = [](position& part, quantity qty) {
    if (qty.is_zero())
      part.realised -= std::exchange(part.cost_basis, {});
    trading::rescale(part, qty - part.qty);
  };
  if (const auto manual = parts_.find(manual_strategy.text()); manual != parts_.end()) {
    auto& part = manual->second;
    const quantity own{exact::multiply_divide(part.qty.units, after.units, before.units)};
    rest_before -= part.qty;
    rest_after -= own;
    set(part, own);
  }
  if (rest_before.is_zero())
    return;
  proportional_shares shares(rest_after.units, rest_before.units);
  for (auto& [name, part] : parts_)
    if (name != manual_strategy.text() && !part.is_flat())
      set(part, quantity{shares.next(part.qty.units)});
}

std::vector<std::pair<std::string, money>> position_parts::earn(money cash) {
  const auto whole = qty();
  std::vector<std::pair<std::string, money>> shares;
  if (whole.is_zero()) {
    at(manual_strategy).realised += cash;
    shares.emplace_back(manual_strategy.text(), cash);
    return shares;
  }
  proportional_shares of_cash(cash.units, whole.units);
  for (auto& [name, part] : parts_)
    if (const money share{of_cash.next(part.qty.units)}; !share.is_zero()) {
      part.realised += share;
      shares.emplace_back(name, share);
    }
  return shares;
}

position_parts::part_map position_parts::at_price(price last) const {
  auto marked = parts_;
  for (auto& [name, part] : marked)
    part.market_price = last;
  return marked;
}

quantity position_parts::qty() const {
  quantity sum;
  for (const auto& [name, part] : parts_)
    sum += part.qty;
  return sum;
}

position& position_parts::at(std::string_view owner) {
  const auto name = owner.empty() ? manual_strategy.text() : owner;
  auto found = parts_.find(name);
  if (found == parts_.end())
    found = parts_.emplace(std::string(name), position{}).first;
  return found->second;
}

} // namespace troupe::trading
