// The legs of a group, which the venue makes and which are orders of their own.
#include "actors/executor/executor_role.hpp"

#include "net/alpaca/order_events.hpp"

#include <utility>

namespace troupe::actors {

namespace alpaca = net::alpaca;

namespace {

constexpr std::size_t early_updates_max = 1024;
// No decision has such an ordinal: a leg follows from its order's.
constexpr std::uint32_t first_leg_ordinal = 1u << 30;

bool is_of_group(const alpaca::order_report& order) {
  return order.order_class != trading::order_class::simple;
}

} // namespace

void executor_role::adopt(const alpaca::order_report& leg, const trading::order& parent) {
  const auto& origin = books_.orders().origin_of(parent);
  trading::intent found;
  found.request = alpaca::request_of(leg);
  found.request.parent_id = origin.request.client_order_id;
  if (const auto* replaced = books_.orders().find_by_venue_id(leg.replaces))
    found.request.replaces = replaced->request.client_order_id;
  found.strategy = trading::term::of(parent.strategy);
  found.market_ns = origin.created_ns;
  const auto before = books_.orders().legs_of(origin.request.client_order_id).size();
  found.ordinal = first_leg_ordinal + static_cast<std::uint32_t>(before);
  publish(std::move(found));
}

// As a leg of the order that it was told with, where that is known.
bool executor_role::adopt_leg(const alpaca::order_report& report) {
  if (report.parent_id.empty())
    return false;
  const auto* parent = books_.orders().find(report.parent_id);
  if (parent == nullptr || parent->strategy.empty())
    return false;
  adopt(report, *parent);
  return true;
}

void executor_role::take_in_legs(const alpaca::order_report& group) {
  for (const auto& leg : group.legs)
    take_in(leg);
  if (!group.legs.empty())
    take_early_updates();
}

// Told before its order told of it: a leg of ours must not be taken for somebody else's order.
void executor_role::on_update(const trading::order_event& told,
                              const alpaca::order_report& order) {
  const auto* parent = parent_to_be_told(order);
  if (parent != nullptr && early_.size() < early_updates_max) {
    early_.push_back({told, order});
    const bool will_be_told = parent->status == trading::order_status::intended ||
                              parent->status == trading::order_status::unknown;
    if (!will_be_told)
      look_up(parent->request.client_order_id);
    return;
  }
  if (parent != nullptr)
    early_refused_.add();
  on_event(told);
  take_in_legs(order);
}

// An order of ours that must have legs, of which none is known yet.
const trading::order*
executor_role::parent_to_be_told(const alpaca::order_report& order) const {
  const auto& orders = books_.orders();
  const auto* known = orders.find(order.client_order_id);
  if (!is_of_group(order) || (known != nullptr && !known->strategy.empty()))
    return nullptr;
  for (const auto* each : orders.groups_without_legs(order.symbol))
    if (!without_legs_.contains(each->request.client_order_id))
      return each;
  return nullptr;
}

// What waits and has its order now, or has none that could still tell of it.
void executor_role::take_early_updates() {
  if (early_.empty())
    return;
  for (auto& each : std::exchange(early_, {})) {
    if (parent_to_be_told(each.order) != nullptr)
      early_.push_back(std::move(each));
    else
      on_event(std::move(each.event));
  }
}

} // namespace troupe::actors
