#include "trading/orders/execution_coverage.hpp"

#include <algorithm>

namespace troupe::trading {

namespace {

// This part of an amount, and of what has no part left, nothing.
template <class Amount>
Amount share(Amount whole, quantity part, quantity of) {
  return of.is_zero() ? Amount{}
                      : Amount{exact::multiply_divide(whole.units, part.units, of.units)};
}

execution_totals share(const execution_totals& whole, quantity part, quantity of) {
  return {part, share(whole.notional, part, of), share(whole.fee, part, of),
          share(whole.fee_qty, part, of)};
}

void add_to(execution_totals& sum, const execution_totals& more) {
  sum.qty += more.qty;
  sum.notional += more.notional;
  sum.fee += more.fee;
  sum.fee_qty += more.fee_qty;
}

quantity overlap(const order_stretch& left, const order_stretch& right) {
  return order_stretch{std::max(left.from, right.from), std::min(left.to, right.to)}.length();
}

} // namespace

void execution_coverage::add(const order_stretch& where, const execution_totals& amounts) {
  const auto after =
      std::find_if(pieces_.begin(), pieces_.end(),
                   [&](const piece& each) { return each.where.from > where.from; });
  pieces_.insert(after, {where, amounts});
  add_to(totals_, amounts);
}

void execution_coverage::complete(const order_stretch& where, const execution_totals& stated) {
  const auto open = gaps(where);
  quantity missing{};
  for (const auto& each : open)
    missing += each.length();
  if (missing.is_zero())
    return;
  const auto known = within(where);
  auto rest = share(stated, missing, stated.qty);
  if (stated.notional > known.notional)
    rest.notional = stated.notional - known.notional;
  rest.fee = std::max(stated.fee - known.fee, money{});
  rest.fee_qty = std::max(stated.fee_qty - known.fee_qty, quantity{});
  for (const auto& each : open) {
    const auto part = share(rest, each.length(), missing);
    add(each, part);
    missing -= each.length();
    rest.notional -= part.notional;
    rest.fee -= part.fee;
    rest.fee_qty -= part.fee_qty;
  }
}

std::vector<order_stretch> execution_coverage::gaps(const order_stretch& where) const {
  std::vector<order_stretch> open;
  auto from = where.from;
  for (const auto& each : pieces_) {
    if (each.where.from > from && from < where.to)
      open.push_back({from, std::min(each.where.from, where.to)});
    from = std::max(from, each.where.to);
  }
  if (from < where.to)
    open.push_back({from, where.to});
  return open;
}

execution_totals execution_coverage::within(const order_stretch& where) const {
  execution_totals sum;
  for (const auto& each : pieces_)
    add_to(sum, share(each.amounts, overlap(each.where, where), each.where.length()));
  return sum;
}

} // namespace troupe::trading
