#include "trading/backtest/venue_state.hpp"

#include "trading/matching/fill_price.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace troupe::trading {

namespace {

order_instructions instructions_of(const order_request& asked) {
  order_instructions with;
  with.order_class = asked.order_class;
  with.extended_hours = asked.extended_hours;
  with.trail_price = asked.trail_price;
  with.trail_percent = asked.trail_percent;
  with.take_profit_limit_price = asked.take_profit_limit_price;
  with.stop_loss_stop_price = asked.stop_loss_stop_price;
  with.stop_loss_limit_price = asked.stop_loss_limit_price;
  return with;
}

quantity wanted_qty(const order& known) {
  return known.request.qty - known.carried_qty;
}

// In the order in which they came: those that are open, and the parents of open legs.
std::vector<const order*> carried_orders(const order_book& book) {
  std::vector<const order*> carried;
  const auto add = [&carried](const order* each) {
    if (std::find(carried.begin(), carried.end(), each) == carried.end())
      carried.push_back(each);
  };
  for (const auto* each : book.open_orders()) {
    if (wanted_qty(*each) <= each->filled_qty)
      continue;
    add(each);
    if (const auto* parent = book.find(each->request.parent_id))
      add(parent);
  }
  std::stable_sort(carried.begin(), carried.end(), [](const order* left, const order* right) {
    return std::tuple(left->created_ns, !left->request.parent_id.empty()) <
           std::tuple(right->created_ns, !right->request.parent_id.empty());
  });
  return carried;
}

paper_status status_of(const order& known) {
  if (known.status == order_status::filled)
    return paper_status::filled;
  if (is_terminal(known.status))
    return paper_status::canceled;
  return known.filled_qty.is_zero() ? paper_status::open : paper_status::partially_filled;
}

paper_order carried_order(const order& known, quantity held, const paper_terms& terms) {
  paper_order carried;
  carried.request = known.request;
  carried.instructions = instructions_of(known.request);
  carried.id = known.order_id.empty() ? "carried-" + known.request.client_order_id : known.order_id;
  carried.intent = intent_of(known.request.side, held);
  carried.qty = carried.request.qty = wanted_qty(known);
  carried.status = status_of(known);
  carried.filled_qty = known.filled_qty;
  carried.filled_notional = known.filled_notional;
  carried.fee = known.fee;
  carried.fee_qty = known.fee_qty;
  carried.created_ns = carried.submitted_ns = known.created_ns;
  carried.updated_ns = known.updated_ns;
  const order_kind kind{.asset_class = known.request.symbol.kind(),
                        .time_in_force = known.request.time_in_force,
                        .hours = known.request.extended_hours ? order_hours::extended
                                                              : order_hours::regular};
  carried.expires_ns = expiry_of(terms.calendar, kind, known.created_ns);
  return carried;
}

// As the engine keeps a group (paper_engine_groups.cpp).
void join(paper_order& leg, paper_order& parent) {
  leg.role =
      leg.request.type == order_type::limit ? leg_role::take_profit : leg_role::stop_loss;
  leg.parent = parent.sequence;
  parent.legs[parent.legs[0] == 0 ? 0 : 1] = leg.sequence;
  const auto group = parent.instructions.order_class;
  const bool waits = group != order_class::oco && parent.is_open();
  const bool watched = leg.role == leg_role::stop_loss && group != order_class::oto && !waits;
  if ((waits || watched) && leg.is_open()) {
    leg.status = paper_status::held;
    leg.armed = watched;
  }
}

} // namespace

paper_account venue_account_of(const portfolio& books, const paper_terms& terms) {
  std::map<symbol, holding> holdings;
  for (const auto& [name, held] : books.positions())
    if (!held.qty.is_zero())
      holdings[name] = {held.qty, held.cost_basis};
  return {books.cash(), terms.crypto_fee_bps, std::move(holdings)};
}

paper_state venue_state_of(const portfolio& books, const paper_terms& terms, paper_state before) {
  before.account = venue_account_of(books, terms);
  before.orders.clear();
  std::map<std::string, std::size_t> places; // by client order id
  for (const auto* each : carried_orders(books.orders())) {
    auto carried = carried_order(*each, books.position_of(each->request.symbol).qty, terms);
    carried.sequence = before.orders.size() + 1;
    if (carried.request.type == order_type::trailing_stop)
      trail_from(carried, books.mark_of(carried.request.symbol));
    places.emplace(carried.request.client_order_id, before.orders.size());
    before.orders.push_back(std::move(carried));
  }
  for (auto& each : before.orders)
    if (const auto parent = places.find(each.request.parent_id); parent != places.end())
      join(each, before.orders[parent->second]);
  return before;
}

} // namespace troupe::trading
