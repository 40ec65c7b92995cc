#include "trading/matching/paper_engine.hpp"

#include "trading/matching/bar_quote.hpp"
#include "trading/matching/fill_price.hpp"
#include "trading/matching/identifier.hpp"
#include "trading/matching/order_terms.hpp"

#include <algorithm>

namespace troupe::trading {

namespace {

bool fills_at_once_or_never(const order_request& asked) {
  return asked.time_in_force == time_in_force::ioc || asked.time_in_force == time_in_force::fok;
}

error not_open(const paper_order& order) {
  return {"order_not_open",
          "order is already in \"" + std::string(to_text(order.status)) + "\" state"};
}

} // namespace

paper_engine::paper_engine(paper_terms terms)
    : terms_(terms), account_(terms.cash, terms.crypto_fee_bps) {}

// -- the market -------------------------------------------------------------------------------

order_updates paper_engine::take(const quote& arrived) {
  auto& market = markets_[arrived.symbol];
  market.quoted = true;
  market.standing = arrived;
  return match(arrived.symbol, arrived);
}

order_updates paper_engine::take(const bar& published) {
  auto& market = markets_[published.symbol];
  market.traded = published.close;
  if (market.quoted)
    return {};
  market.standing = quote_around(published, terms_.half_spread_bps);
  return match(published.symbol, published);
}

void paper_engine::take(const trade& printed) {
  markets_[printed.symbol].traded = printed.px;
}

template <class Market>
order_updates paper_engine::match(const symbol& of, const Market& against) {
  order_updates out;
  const auto resting = open_.find(of);
  if (resting == open_.end())
    return out;
  for (const auto index : resting->second)
    if (const auto px = fill_price(orders_[index], against))
      execute(orders_[index], *px, out);
  std::erase_if(resting->second, [this](auto index) { return !orders_[index].is_open(); });
  if (resting->second.empty())
    open_.erase(resting);
  return out;
}

// -- orders -----------------------------------------------------------------------------------

result<paper_engine::submission> paper_engine::submit(order_request asked) {
  // First of all: a repeat of an order must hear that it was taken, whatever it has changed.
  if (by_client_order_id_.contains(asked.client_order_id))
    return error{"client_order_id_taken", "client_order_id must be unique"};
  if (auto terms = check_terms(asked, account_.qty_of(asked.symbol)); !terms)
    return terms.failure();
  paper_order fresh;
  fresh.request = std::move(asked);
  fresh.qty = fresh.request.qty;
  if (auto resolved = resolve_quantity(fresh); !resolved)
    return resolved.failure();
  if (auto funded = check_funds(fresh); !funded)
    return funded.failure();

  fresh.sequence = orders_.size() + 1;
  fresh.id = make_identifier(terms_.seed, identifier_kind::order, fresh.sequence);
  if (fresh.request.client_order_id.empty())
    fresh.request.client_order_id =
        make_identifier(terms_.seed, identifier_kind::client_order, fresh.sequence);
  fresh.submitted_ns = fresh.updated_ns = now_;
  by_id_.emplace(fresh.id, orders_.size());
  by_client_order_id_.emplace(fresh.request.client_order_id, orders_.size());
  orders_.push_back(fresh);

  submission made{.accepted = std::move(fresh), .updates = {}};
  auto& order = orders_.back();
  order.status = order_status::open;
  report(order, event_of(order, order_event_kind::open), made.updates);
  const auto& standing = markets_[order.request.symbol].standing;
  const auto px = standing ? fill_price(order, *standing) : std::nullopt;
  if (px)
    execute(order, *px, made.updates);
  else if (fills_at_once_or_never(order.request))
    close(order, made.updates);
  else
    open_[order.request.symbol].push_back(orders_.size() - 1);
  return made;
}

result<order_updates> paper_engine::cancel(std::string_view id) {
  const auto found = by_id_.find(std::string(id));
  if (found == by_id_.end())
    return error{"order_not_found", "order not found for " + std::string(id)};
  auto& order = orders_[found->second];
  order_updates out;
  if (order.status == order_status::canceled)
    return out;
  if (!order.is_open())
    return not_open(order);
  close(order, out);
  const auto resting = open_.find(order.request.symbol);
  std::erase(resting->second, found->second);
  if (resting->second.empty())
    open_.erase(resting);
  return out;
}

// -- what happens to one order ----------------------------------------------------------------

void paper_engine::execute(paper_order& order, price px, order_updates& out) {
  const auto& request = order.request;
  const auto charges = account_.apply(request.symbol, request.side, px, order.qty);
  order.status = order_status::filled;
  order.filled_qty = order.qty;
  order.filled_notional = charges.notional;
  order.fee = charges.fee;
  order.fee_qty = charges.fee_qty;
  order.filled_ns = order.updated_ns = now_;
  auto event = event_of(order, order_event_kind::fill);
  event.qty = order.qty;
  event.px = px;
  event.fee = charges.fee;
  event.fee_qty = charges.fee_qty;
  report(order, std::move(event), out);
}

void paper_engine::close(paper_order& order, order_updates& out) {
  order.status = order_status::canceled;
  order.canceled_ns = order.updated_ns = now_;
  report(order, event_of(order, order_event_kind::canceled), out);
}

order_event paper_engine::event_of(const paper_order& order, order_event_kind kind) const {
  order_event event;
  event.kind = kind;
  event.client_order_id = order.request.client_order_id;
  event.order_id = order.id;
  event.symbol = order.request.symbol;
  event.side = order.request.side;
  event.market_ns = now_;
  event.cumulative_qty = order.filled_qty;
  return event;
}

void paper_engine::report(const paper_order& order, order_event event, order_updates& out) {
  auto execution = make_identifier(terms_.seed, identifier_kind::execution, ++executions_);
  if (event.kind == order_event_kind::fill)
    event.execution_id = execution;
  out.push_back({.event = std::move(event),
                 .execution_id = std::move(execution),
                 .position_qty = account_.qty_of(order.request.symbol),
                 .order = order});
}

// -- state ------------------------------------------------------------------------------------

const paper_order* paper_engine::find(std::string_view id) const {
  const auto found = by_id_.find(std::string(id));
  return found == by_id_.end() ? nullptr : &orders_[found->second];
}

const paper_order* paper_engine::find_by_client_order_id(std::string_view client_order_id) const {
  const auto found = by_client_order_id_.find(std::string(client_order_id));
  return found == by_client_order_id_.end() ? nullptr : &orders_[found->second];
}

std::optional<quote> paper_engine::quote_of(const symbol& of) const {
  const auto found = markets_.find(of);
  return found == markets_.end() ? std::nullopt : found->second.standing;
}

std::optional<price> paper_engine::last_price(const symbol& of) const {
  const auto found = markets_.find(of);
  if (found == markets_.end())
    return std::nullopt;
  const auto& market = found->second;
  if (market.traded || !market.standing)
    return market.traded;
  const auto bid = far_side(*market.standing, side::sell);
  const auto ask = far_side(*market.standing, side::buy);
  if (bid && ask)
    return price{(*bid + *ask).units / 2};
  return bid ? bid : ask;
}

} // namespace troupe::trading
