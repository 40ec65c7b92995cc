#include "trading/orders/order_book.hpp"

#include "trading/orders/fees.hpp"

#include <algorithm>
#include <stdexcept>
#include <tuple>

namespace troupe::trading {

namespace {

struct step {
  int rank;
  order_status status;
};

step step_of(order_event_kind kind) {
  switch (kind) {
  case order_event_kind::unknown:
    return {1, order_status::unknown};
  case order_event_kind::resolved:
    return {2, order_status::rejected};
  case order_event_kind::accepted:
    return {3, order_status::accepted};
  case order_event_kind::open:
    return {4, order_status::open};
  case order_event_kind::partial_fill:
    return {5, order_status::partially_filled};
  case order_event_kind::pending_cancel:
    return {6, order_status::pending_cancel};
  case order_event_kind::replaced:
    return {7, order_status::replaced};
  case order_event_kind::rejected:
    return {8, order_status::rejected};
  case order_event_kind::expired:
    return {9, order_status::expired};
  case order_event_kind::canceled:
    return {10, order_status::canceled};
  case order_event_kind::fill:
    return {11, order_status::filled};
  }
  throw std::invalid_argument("an order event outside its enumeration");
}

void sort_by_id(std::vector<const order*>& orders) {
  std::sort(orders.begin(), orders.end(), [](const order* left, const order* right) {
    return left->request.client_order_id < right->request.client_order_id;
  });
}

execution_totals difference(const execution_totals& after, const execution_totals& before) {
  return {after.qty - before.qty, after.notional - before.notional, after.fee - before.fee,
          after.fee_qty - before.fee_qty};
}

// A replacement takes its leg's place once it has come about.
bool is_shown_as_leg(const order& leg) {
  const bool not_there = leg.order_id.empty() || leg.status == order_status::rejected;
  return leg.status != order_status::replaced && (leg.request.replaces.empty() || !not_there);
}

} // namespace

void order_book::fold(const intent& asked) {
  auto& changed = at(asked.request.client_order_id);
  changed.order.request = asked.request;
  changed.order.strategy = asked.strategy.text();
  changed.order.created_ns = asked.market_ns;
  changed.order.updated_ns = std::max(changed.order.updated_ns, asked.market_ns);
  link(asked.request, asked.market_ns);
  settle(changed);
}

execution_totals order_book::fold(const order_event& reported) {
  auto& changed = at(reported.client_order_id);
  auto& known = changed.order;
  if (known.request.symbol.empty()) {
    known.request.symbol = reported.symbol;
    known.request.side = reported.side;
  }
  if (!reported.order_id.empty()) {
    known.order_id = reported.order_id;
    client_ids_.try_emplace(reported.order_id, reported.client_order_id);
  }
  known.updated_ns = std::max(known.updated_ns, reported.market_ns);
  explain(changed, reported);
  const auto [rank, status] = step_of(reported.kind);
  if (rank > changed.progress) {
    changed.progress = rank;
    changed.reached = status;
  }
  const auto before = changed.executions.totals();
  if (is_execution(reported)) {
    changed.executions.fold(reported);
    if (!changed.executions.covers(changed.executions.furthest_qty()))
      incomplete_.insert(reported.client_order_id);
    else
      incomplete_.erase(reported.client_order_id);
  }
  settle(changed);
  return difference(changed.executions.totals(), before);
}

bool order_book::covers(std::string_view client_order_id, quantity cumulative_qty) const {
  const auto found = orders_.find(client_order_id);
  return found != orders_.end() && found->second.executions.covers(cumulative_qty);
}

const order* order_book::find(std::string_view client_order_id) const {
  const auto found = orders_.find(client_order_id);
  return found == orders_.end() ? nullptr : &found->second.order;
}

const order* order_book::find_by_venue_id(std::string_view order_id) const {
  const auto found = client_ids_.find(order_id);
  return found == client_ids_.end() ? nullptr : find(found->second);
}

const order& order_book::origin_of(const order& latest) const {
  const auto* at = &latest;
  while (!at->request.replaces.empty()) {
    const auto* before = find(at->request.replaces);
    if (before == nullptr)
      break;
    at = before;
  }
  return *at;
}

std::vector<const order*> order_book::groups_without_legs(const symbol& name) const {
  std::vector<const order*> found;
  if (const auto waiting = legless_.find(name); waiting != legless_.end())
    for (const auto& id : waiting->second)
      if (const auto* each = find(id); each->status != order_status::rejected)
        found.push_back(each);
  return found;
}

std::vector<const order*> order_book::legs_of(std::string_view client_order_id) const {
  std::vector<const order*> found;
  const auto* parent = find(client_order_id);
  if (parent == nullptr || legs_.empty())
    return found;
  const auto& origin = origin_of(*parent).request.client_order_id;
  if (const auto legs = legs_.find(origin); legs != legs_.end())
    for (const auto& id : legs->second)
      if (const auto* leg = find(id); is_shown_as_leg(*leg))
        found.push_back(leg);
  return found;
}

std::vector<const order*> order_book::open_orders() const {
  std::vector<const order*> found;
  each_open([&found](const order& open) { found.push_back(&open); });
  sort_by_id(found);
  return found;
}

std::vector<const order*> order_book::open_orders(const symbol& name) const {
  std::vector<const order*> found;
  each_open(name, [&found](const order& open) { found.push_back(&open); });
  return found;
}

std::vector<const order*> order_book::incomplete_orders() const {
  std::vector<const order*> found;
  for (const auto& id : incomplete_)
    found.push_back(find(id));
  return found;
}

std::vector<const order*> order_book::unknown_orders(const symbol& name) const {
  auto found = open_orders(name);
  std::erase_if(found, [](const order* each) { return each->status != order_status::unknown; });
  return found;
}

std::vector<const order*> order_book::all() const {
  std::vector<const order*> found;
  found.reserve(orders_.size());
  for (const auto& [id, each] : orders_)
    found.push_back(&each.order);
  sort_by_id(found);
  return found;
}

order_book::entry& order_book::at(const std::string& client_order_id) {
  auto& found = orders_[client_order_id];
  found.order.request.client_order_id = client_order_id;
  return found;
}

void order_book::link(const order_request& asked, time_ns market_ns) {
  if (!asked.parent_id.empty()) {
    legs_[asked.parent_id].insert(asked.client_order_id);
    if (const auto waiting = legless_.find(asked.symbol); waiting != legless_.end())
      waiting->second.erase(asked.parent_id);
  } else if (asked.order_class != order_class::simple && asked.replaces.empty() &&
             !legs_.contains(asked.client_order_id)) {
    legless_[asked.symbol].insert(asked.client_order_id);
  }
  if (!asked.replaces.empty()) {
    auto& latest = replacements_[asked.replaces];
    latest = std::max(latest, std::pair(market_ns, asked.client_order_id));
  }
}

void order_book::settle(entry& changed) {
  review(changed);
  if (!replacements_.empty())
    settle_chain(changed);
}

// An order that ended, or filled, says something of the one before it and of those after it.
void order_book::settle_chain(entry& changed) {
  if (const auto found = orders_.find(changed.order.request.replaces); found != orders_.end())
    review(found->second);
  for (auto next = orders_.find(changed.order.replaced_by); next != orders_.end();
       next = orders_.find(next->second.order.replaced_by)) {
    const auto before = next->second.order.carried_qty;
    review(next->second);
    if (next->second.order.carried_qty == before)
      return;
  }
}

quantity order_book::carried_to(const order& replacement) const {
  const auto* replaced = find(replacement.request.replaces);
  return replaced == nullptr ? quantity{} : replaced->carried_qty + replaced->filled_qty;
}

// What follows for one order from all that was folded.
void order_book::review(entry& changed) {
  auto& known = changed.order;
  const auto& totals = changed.executions.totals();
  known.filled_qty = totals.qty;
  known.filled_notional = totals.notional;
  known.fee = totals.fee;
  known.fee_qty = totals.fee_qty;
  known.carried_qty = carried_to(known);
  const auto completed = step_of(order_event_kind::fill);
  if (!known.filled_qty.is_zero() && !known.request.qty.is_zero() &&
      known.open_qty() <= quantity{}) {
    changed.progress = completed.rank;
    changed.reached = completed.status;
  }
  known.status = changed.reached;
  if (const auto asked = replacements_.find(known.request.client_order_id);
      asked != replacements_.end()) {
    known.replaced_by = asked->second.second;
    const auto* replacement = find(known.replaced_by);
    const bool may_rest = changed.progress >= step_of(order_event_kind::accepted).rank &&
                          changed.progress < step_of(order_event_kind::pending_cancel).rank;
    if (may_rest && replacement != nullptr && !is_terminal(replacement->status))
      known.status = order_status::pending_replace;
  }
  auto& ids = open_[known.request.symbol];
  if (is_terminal(known.status))
    ids.erase(known.request.client_order_id);
  else
    ids.emplace(known.request.client_order_id, &known);
  if (ids.empty())
    open_.erase(known.request.symbol);
}

void order_book::explain(entry& changed, const order_event& reported) {
  if (reported.reason.empty())
    return;
  auto& known = changed.order;
  if (std::tie(reported.market_ns, reported.reason) > std::tie(changed.reason_ns, known.reason)) {
    changed.reason_ns = reported.market_ns;
    known.reason = reported.reason;
  }
}

} // namespace troupe::trading
