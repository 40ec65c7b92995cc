#include "trading/backtest/round_trip.hpp"

#include <algorithm>

namespace troupe::trading {

namespace {

quantity magnitude(quantity qty) {
  return qty < quantity{} ? -qty : qty;
}

} // namespace

money fees_of(const trade_record& executed) {
  return executed.fee + notional(executed.px, executed.fee_qty);
}

double round_trip::profit_share() const {
  const auto cost = opened_by == side::buy ? paid : received;
  return cost.is_zero() ? 0 : profit().to_double() / cost.to_double();
}

void round_trip_book::fold(const trade_record& executed) {
  const key of{executed.symbol, executed.strategy};
  auto [found, fresh] = open_.try_emplace(of);
  auto* open = &found->second;
  const auto begin = [&] {
    open->trip = {};
    open->trip.symbol = executed.symbol;
    open->trip.strategy = executed.strategy;
    open->trip.opened_by = executed.side;
    open->trip.opened_ns = executed.market_ns;
    open->held = {};
  };
  if (fresh)
    begin();
  auto left = executed.qty;
  auto fee = executed.fee;
  auto fee_qty = executed.fee_qty;
  const bool closes = executed.side != open->trip.opened_by;
  if (closes && left > magnitude(open->held)) {
    const auto part = magnitude(open->held);
    const money part_fee{exact::multiply_divide(fee.units, part.units, left.units)};
    add(*open, executed.side, part, executed.px, part_fee, {});
    open->trip.closed_ns = executed.market_ns;
    closed_.push_back(open->trip);
    left -= part;
    fee -= part_fee;
    begin();
  }
  add(*open, executed.side, left, executed.px, fee, fee_qty);
  if (!open->held.is_zero())
    return;
  open->trip.closed_ns = executed.market_ns;
  closed_.push_back(open->trip);
  open_.erase(found);
}

void round_trip_book::add(open_trip& to, side which, quantity qty, price px, money fee,
                          quantity fee_qty) {
  const auto value = notional(px, qty);
  if (which == side::buy) {
    to.trip.bought += qty;
    to.trip.paid += value;
    to.held += qty;
  } else {
    to.trip.sold += qty;
    to.trip.received += value;
    to.held -= qty;
  }
  to.held -= fee_qty;
  to.trip.charged += fee;
  to.trip.fees += fee + notional(px, fee_qty);
}

} // namespace troupe::trading
