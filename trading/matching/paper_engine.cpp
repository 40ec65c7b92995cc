#include "trading/matching/paper_engine.hpp"

#include "trading/matching/bar_quote.hpp"
#include "trading/matching/fill_price.hpp"
#include "trading/matching/identifier.hpp"
#include "trading/matching/splitmix64.hpp"
#include "trading/matching/wash_trade.hpp"

#include <algorithm>
#include <utility>

namespace troupe::trading {

namespace {

constexpr std::uint64_t one_million = 1'000'000;

paper_order paper_order_of(const order_draft& asked) {
  paper_order fresh;
  fresh.request = request_of(asked);
  fresh.instructions = instructions_of(asked);
  fresh.intent = asked.intent;
  fresh.qty = fresh.request.qty;
  if (asked.order_class == order_class::oco)
    fresh.request.limit_price = *asked.take_profit_limit_price;
  return fresh;
}

} // namespace

paper_engine::paper_engine(paper_terms terms)
    : paper_engine(terms, {.account = paper_account(terms.cash, terms.crypto_fee_bps),
                           .dice = terms.seed}) {}

paper_engine::paper_engine(paper_terms terms, paper_state state)
    : terms_(terms), state_(std::move(state)), boundary_(next_boundary(terms.calendar, state_.now)),
      session_(session_of(terms.calendar, state_.now)) {
  for (const auto& order : state_.orders) {
    by_id_.emplace(order.id, order.sequence - 1);
    by_client_order_id_.emplace(order.request.client_order_id, order.sequence - 1);
    if (order.is_live())
      enter(order);
  }
  if (has_book())
    for (const auto& [of, market] : state_.markets)
      if (market.standing)
        books_[of].show(*market.standing);
}

// -- the market -------------------------------------------------------------------------------

order_updates paper_engine::take(const quote& arrived, partial_fills* faults) {
  auto& market = state_.markets[arrived.symbol];
  market.quoted = true;
  market.halted = false;
  market.standing = arrived;
  if (has_book())
    return show_in_book(arrived);
  return match(arrived.symbol, arrived, faults);
}

order_updates paper_engine::take(const bar& published, partial_fills* faults) {
  auto& market = state_.markets[published.symbol];
  market.traded = published.close;
  market.halted = false;
  if (market.quoted)
    return {};
  market.standing = quote_around(published, terms_.half_spread_bps);
  if (has_book())
    return walk_in_book(published, *market.standing);
  return match(published.symbol, published, faults);
}

order_updates paper_engine::take(const trade& printed) {
  auto& market = state_.markets[printed.symbol];
  market.traded = printed.px;
  market.halted = false;
  updates out;
  if (has_book())
    settle(books_[printed.symbol].print(printed.px, printed.qty), out);
  return out;
}

void paper_engine::halt(const symbol& of) {
  state_.markets[of].halted = true;
}

template <class Market>
order_updates paper_engine::match(const symbol& of, const Market& against, partial_fills* faults) {
  order_updates out;
  const auto found = live_.find(of);
  if (found == live_.end())
    return out;
  const auto resting = found->second; // fills change who is live
  for (const auto index : resting)
    meet(state_.orders[index], against, faults, out);
  return out;
}

template <class Market>
void paper_engine::meet(paper_order& order, const Market& against, partial_fills* faults,
                        updates& out) {
  if (!order.is_live() || !trades_now(order))
    return;
  const bool triggered = order.triggered;
  const auto px = fill_price(order, against);
  if (order.triggered != triggered)
    after_trigger(order, out);
  if (px)
    execute(order, *px, part_of(order, faults), out);
  if (order.is_open() && order.fills_now_or_never())
    end(order, paper_event::canceled, out);
}

bool paper_engine::trades_now(const paper_order& order) const {
  const auto lasting = order.request.time_in_force;
  if (lasting == time_in_force::cls || (lasting == time_in_force::opg && !order.triggered))
    return false;
  const order_kind kind{.asset_class = order.request.symbol.kind(),
                        .hours = order.instructions.extended_hours ? order_hours::extended
                                                                   : order_hours::regular};
  if (kind.asset_class == asset_class::crypto)
    return true;
  return session_ && trades_in(kind, *session_, {});
}

// -- orders -----------------------------------------------------------------------------------

result<paper_engine::submission> paper_engine::submit(const order_request& asked,
                                                      const order_instructions& with,
                                                      partial_fills* faults) {
  return submit(draft_of(asked, with, intent_of(asked.side, {})), faults);
}

result<paper_engine::submission> paper_engine::submit(order_draft asked, partial_fills* faults) {
  auto fresh = admit(asked);
  if (!fresh)
    return fresh.failure();
  fresh->status = trades_now(*fresh) ? paper_status::pending_new : paper_status::accepted;
  auto& order = enroll(std::move(*fresh));
  add_legs(order);
  submission made{.accepted = order, .legs = {}, .updates = {}};
  for (const auto* leg : legs_of(order))
    made.legs.push_back(*leg);
  if (order.request.type == order_type::trailing_stop && trades_now(order))
    made.accepted.status = paper_status::open;
  begin(order, faults, made.updates);
  return made;
}

result<paper_order> paper_engine::admit(const order_draft& draft) const {
  auto asked = draft;
  // First of all: a repeat of an order must hear that it was taken, whatever it has changed.
  if (by_client_order_id_.contains(std::string(asked.client_order_id)))
    return error{"client_order_id_taken", "client_order_id must be unique"};
  const auto which = is_sale(asked.intent) ? side::sell : side::buy;
  asked.intent = intent_of(which, state_.account.qty_of(asked.symbol));
  if (auto refused = refusal_of(asked, setting_for(asked.symbol)))
    return error{std::string(refused->code), std::move(refused->message)};
  auto fresh = paper_order_of(asked);
  if (asked.type == order_type::trailing_stop)
    if (const auto last = last_price(asked.symbol))
      trail_from(fresh, *last);
  if (auto resolved = resolve_quantity(fresh); !resolved)
    return resolved.failure();
  if (washing_order(live_orders(asked.symbol), fresh) != nullptr)
    return error{"wash_trade", "potential wash trade detected. use complex orders"};
  if (auto funded = check_funds(fresh); !funded)
    return funded.failure();
  return fresh;
}

paper_order& paper_engine::enroll(paper_order fresh) {
  const auto index = state_.orders.size();
  fresh.sequence = index + 1;
  fresh.id = make_identifier(terms_.seed, identifier_kind::order, fresh.sequence);
  auto& client_order_id = fresh.request.client_order_id;
  if (client_order_id.empty())
    client_order_id = make_identifier(terms_.seed, identifier_kind::client_order, fresh.sequence);
  fresh.submitted_ns = fresh.updated_ns = state_.now;
  if (fresh.created_ns == 0)
    fresh.created_ns = state_.now;
  const order_kind kind{.asset_class = fresh.request.symbol.kind(),
                        .time_in_force = fresh.request.time_in_force,
                        .hours = fresh.instructions.extended_hours ? order_hours::extended
                                                                   : order_hours::regular};
  fresh.expires_ns = expiry_of(terms_.calendar, kind, state_.now);
  by_id_.emplace(fresh.id, index);
  by_client_order_id_.emplace(client_order_id, index);
  state_.orders.push_back(std::move(fresh));
  return state_.orders.back();
}

void paper_engine::begin(paper_order& order, partial_fills* faults, updates& out) {
  enter(order);
  if (order.instructions.order_class == order_class::oco && !order.is_leg())
    for (const auto leg : order.legs)
      if (leg != 0)
        arm(at(leg));
  if (!trades_now(order)) {
    order.status = paper_status::accepted;
    return report(order, paper_event::accepted, out);
  }
  order.status = paper_status::open;
  report(order, paper_event::open, out);
  const auto& market = state_.markets[order.request.symbol];
  if (market.standing && !market.halted) {
    const auto standing = *market.standing;
    if (has_book()) {
      static_cast<void>(fill_price(order, standing)); // triggers a stop that is reached
      meet_book(order, out);
    } else {
      meet(order, standing, faults, out);
    }
  }
  if (order.is_open() && order.fills_now_or_never())
    end(order, paper_event::canceled, out);
}

// -- what happens to one order ----------------------------------------------------------------

quantity paper_engine::part_of(const paper_order& order, partial_fills* faults) {
  const auto whole = order.open_qty();
  if (order.request.time_in_force == time_in_force::fok)
    return whole;
  splitmix64 dice(state_.dice);
  bool partial = faults != nullptr && faults->strikes(order.request.symbol);
  if (terms_.partial_ppm > 0 && !partial)
    partial = dice.below(one_million) < static_cast<std::uint64_t>(terms_.partial_ppm);
  quantity part = whole;
  if (partial) {
    const auto hundredths = static_cast<std::int64_t>(1 + dice.below(99));
    part.units = exact::multiply_divide(whole.units, hundredths, 100);
    if (whole.units % units_per_one == 0 && !order.request.symbol.is_crypto())
      part.units = exact::floor_to(part.units, units_per_one);
    if (part.is_zero())
      part = whole > quantity::of(1) ? quantity::of(1) : whole;
  }
  state_.dice = dice.state();
  return part;
}

void paper_engine::execute(paper_order& order, price px, quantity qty, updates& out) {
  const auto& request = order.request;
  const auto charges = state_.account.apply(request.symbol, request.side, px, qty);
  order.filled_qty += qty;
  order.filled_notional += charges.notional;
  order.fee += charges.fee;
  order.fee_qty += charges.fee_qty;
  order.updated_ns = state_.now;
  const bool whole = order.open_qty().is_zero();
  order.status = whole ? paper_status::filled : paper_status::partially_filled;
  if (whole) {
    order.filled_ns = state_.now;
    leave(order);
  }
  report_fill(order, px, qty, charges.fee, charges.fee_qty, out);
  after_fill(order, out);
}

void paper_engine::enter(const paper_order& order) {
  auto& resting = live_[order.request.symbol];
  const auto index = order.sequence - 1;
  const auto place = std::lower_bound(resting.begin(), resting.end(), index);
  if (place == resting.end() || *place != index)
    resting.insert(place, index);
}

void paper_engine::leave(const paper_order& order) {
  leave_book(order);
  const auto resting = live_.find(order.request.symbol);
  if (resting == live_.end())
    return;
  std::erase(resting->second, order.sequence - 1);
  if (resting->second.empty())
    live_.erase(resting);
}

order_event paper_engine::event_of(const paper_order& order, paper_event kind) const {
  order_event event;
  event.kind = kind_of(kind);
  event.client_order_id = order.request.client_order_id;
  event.order_id = order.id;
  event.symbol = order.request.symbol;
  event.side = order.request.side;
  event.market_ns = state_.now;
  event.cumulative_qty = order.filled_qty;
  return event;
}

void paper_engine::report(const paper_order& order, paper_event kind, updates& out) {
  out.push_back({.event = event_of(order, kind),
                 .kind = kind,
                 .execution_id =
                     make_identifier(terms_.seed, identifier_kind::execution, ++state_.executions),
                 .position_qty = state_.account.qty_of(order.request.symbol),
                 .order = order});
}

void paper_engine::report_fill(const paper_order& order, price px, quantity qty, money fee,
                               quantity fee_qty, updates& out) {
  report(order, order.is_open() ? paper_event::partial_fill : paper_event::fill, out);
  auto& event = out.back().event;
  event.execution_id = out.back().execution_id;
  event.qty = qty;
  event.px = px;
  event.fee = fee;
  event.fee_qty = fee_qty;
}

void paper_engine::restate(const symbol& of, const std::optional<quote>& standing,
                           std::optional<price> traded) {
  auto& market = state_.markets[of];
  market.standing = standing;
  market.traded = traded;
}

// -- state ------------------------------------------------------------------------------------

const paper_order* paper_engine::find(std::string_view id) const {
  const auto found = by_id_.find(std::string(id));
  return found == by_id_.end() ? nullptr : &state_.orders[found->second];
}

const paper_order* paper_engine::find_by_client_order_id(std::string_view client_order_id) const {
  const auto found = by_client_order_id_.find(std::string(client_order_id));
  return found == by_client_order_id_.end() ? nullptr : &state_.orders[found->second];
}

std::vector<const paper_order*> paper_engine::live_orders(const symbol& of) const {
  std::vector<const paper_order*> orders;
  if (const auto found = live_.find(of); found != live_.end())
    for (const auto index : found->second)
      orders.push_back(&state_.orders[index]);
  return orders;
}

std::optional<quote> paper_engine::quote_of(const symbol& of) const {
  const auto found = state_.markets.find(of);
  return found == state_.markets.end() ? std::nullopt : found->second.standing;
}

std::optional<price> paper_engine::last_price(const symbol& of) const {
  const auto found = state_.markets.find(of);
  if (found == state_.markets.end())
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

order_setting paper_engine::setting_for(const symbol& of) const {
  order_setting meets;
  meets.market_price = last_price(of);
  meets.new_york_minute = minute_for_rules(terms_.calendar, state_.now);
  meets.closing_order_open = !holding_orders(of).empty();
  if (of.is_crypto() && meets.market_price)
    meets.asset.price_increment = tick_of(*meets.market_price);
  return meets;
}

} // namespace troupe::trading
