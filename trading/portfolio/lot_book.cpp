#include "trading/portfolio/lot_book.hpp"

#include "trading/portfolio/proportional_shares.hpp"

#include <utility>

namespace troupe::trading {

namespace {

// As much of a change as the oldest lot can take, with the change's sign.
quantity closable(const lot& oldest, quantity change) {
  const bool whole = change > quantity{} ? change <= -oldest.qty : -change <= oldest.qty;
  return whole ? change : -oldest.qty;
}

money part_of(money whole, quantity part, quantity of) {
  return money{exact::multiply_divide(whole.units, part.units, of.units)};
}

} // namespace

// `cost` and `fee` are what closing takes; `closed` has the sign of the trade.
closed_lot lot_book::close_oldest(quantity closed, money cost, money fee, time_ns now) {
  auto& oldest = open_.front();
  const auto taken = -closed;
  const auto opened_at = part_of(oldest.cost, taken, oldest.qty);
  const auto opening_fee = part_of(oldest.fee, taken, oldest.qty);
  closed_lot made{oldest.strategy, oldest.opened_ns, now, taken, {}, {}, opening_fee + fee};
  const bool was_long = taken > quantity{};
  made.cost = was_long ? opened_at : cost;
  made.proceeds = was_long ? -cost : -opened_at;
  oldest.qty -= taken;
  oldest.cost -= opened_at;
  oldest.fee -= opening_fee;
  if (oldest.qty.is_zero())
    open_.pop_front();
  qty_ += closed;
  return made;
}

std::vector<closed_lot> lot_book::apply(const std::string& strategy, const position_trade& made,
                                        money fee, time_ns now) {
  std::vector<closed_lot> closed;
  if (made.change.is_zero()) {
    if (!made.cost.is_zero() || !fee.is_zero())
      closed.push_back({strategy, now, now, {}, made.cost, {}, fee});
    return closed;
  }
  proportional_shares costs(made.cost.units, made.change.units);
  proportional_shares fees(fee.units, made.change.units);
  auto left = made.change;
  while (reduces(qty_, left)) {
    const auto part = closable(open_.front(), left);
    const money cost{costs.next(part.units)};
    const money fee_of_part{fees.next(part.units)};
    closed.push_back(close_oldest(part, cost, fee_of_part, now));
    left -= part;
  }
  if (!left.is_zero()) {
    const money cost{costs.next(left.units)};
    const money fee_of_rest{fees.next(left.units)};
    open_.push_back({strategy, now, left, cost, fee_of_rest});
    qty_ += left;
  }
  return closed;
}

void lot_book::rescale(quantity difference) {
  const auto after = qty_ + difference;
  proportional_shares shares(after.units, qty_.units);
  std::deque<lot> kept;
  lot dust;
  for (auto& each : open_) {
    each.qty = quantity{shares.next(each.qty.units)};
    if (each.qty.is_zero()) {
      dust.cost += each.cost;
      dust.fee += each.fee;
      continue;
    }
    each.cost += std::exchange(dust.cost, {});
    each.fee += std::exchange(dust.fee, {});
    kept.push_back(std::move(each));
  }
  kept.back().cost += dust.cost;
  kept.back().fee += dust.fee;
  open_ = std::move(kept);
  qty_ = after;
}

void lot_book::correct(quantity difference, price unit_cost, time_ns now) {
  while (reduces(qty_, difference)) {
    const auto part = closable(open_.front(), difference);
    close_oldest(part, {}, {}, now);
    difference -= part;
  }
  if (difference.is_zero())
    return;
  open_.push_back(
      {std::string(manual_strategy.text()), now, difference, notional(unit_cost, difference), {}});
  qty_ += difference;
}

} // namespace troupe::trading
