#include "trading/risk/native_exit.hpp"

#include "trading/exits/price_distance.hpp"
#include "trading/orders/order_increments.hpp"
#include "trading/orders/order_replacement.hpp"

namespace troupe::trading {

namespace {

// Zero where it is missing, or undefined.
price price_in(const decision& wish, term name) {
  for (const auto& each : wish.inputs)
    if (each.name == name && each.defined)
      return price{each.value.units};
  return {};
}

price on_grid(price px) {
  const auto step = stock_price_increment(px).units;
  return price{exact::floor_to(px.units + step / 2, step)};
}

} // namespace

void add_bracket(order_request& entry, const decision& wish, price reference) {
  const auto stop = on_grid(price_in(wish, "native_stop_price"));
  const auto target = on_grid(price_in(wish, "native_target_price"));
  const bool whole_shares = entry.qty.units % units_per_one == 0;
  if (entry.symbol.is_crypto() || !whole_shares || stop.is_zero() || target.is_zero())
    return;
  const bool buys = entry.side == side::buy;
  const auto inner = buys ? reference - least_stop_distance : reference + least_stop_distance;
  if (buys ? stop > inner || target <= reference : stop < inner || target >= reference)
    return;
  entry.order_class = order_class::bracket;
  entry.time_in_force = time_in_force::gtc;
  entry.stop_loss_stop_price = stop;
  entry.take_profit_limit_price = target;
}

const order* resting_target(const order_book& orders, const symbol& name, side closing) {
  const order* found = nullptr;
  orders.each_open(name, [&](const order& open) {
    const bool rests = (open.status == order_status::open ||
                        open.status == order_status::partially_filled) &&
                       !open.order_id.empty();
    if (rests && !open.request.parent_id.empty() && open.request.side == closing &&
        open.request.type == order_type::limit)
      found = &open;
  });
  return found;
}

order_request moved_to_the_market(const order& target, price reference) {
  constexpr auto twentieth = number::of(5);
  const bool sells = target.request.side == side::sell;
  order_change change;
  change.limit_price = on_grid(moved_by_percent(reference, sells ? -twentieth : twentieth));
  return request_after(change, target);
}

} // namespace troupe::trading
