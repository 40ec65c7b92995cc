#include "trading/portfolio/manual_holdings.hpp"

#include <algorithm>

namespace troupe::trading {

void manual_holdings::change(const symbol& name, quantity by, quantity held, bool by_hand) {
  const auto known = parts_.find(name);
  if (known == parts_.end() && !by_hand)
    return;
  auto part = known == parts_.end() ? quantity{} : known->second;
  if (by_hand)
    part += by;
  part = std::clamp(part, std::min(held, quantity{}), std::max(held, quantity{}));
  if (!part.is_zero())
    parts_[name] = part;
  else if (known != parts_.end())
    parts_.erase(known);
}

void manual_holdings::rescale(const symbol& name, quantity before, quantity after) {
  const auto known = parts_.find(name);
  if (known == parts_.end())
    return;
  auto& part = known->second;
  part.units = exact::multiply_divide(part.units, after.units, before.units);
  if (part.is_zero())
    parts_.erase(known);
}

quantity manual_holdings::of(const symbol& name) const {
  const auto known = parts_.find(name);
  return known == parts_.end() ? quantity{} : known->second;
}

} // namespace troupe::trading
