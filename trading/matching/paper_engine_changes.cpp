// How orders are ended and replaced: a part of paper_engine.
#include "trading/matching/fill_price.hpp"
#include "trading/matching/paper_engine.hpp"
#include "trading/matching/splitmix64.hpp"
#include "trading/matching/wash_trade.hpp"
#include "trading/orders/stop_types.hpp"

#include <utility>

namespace troupe::trading {

namespace {

error not_open(const paper_order& order) {
  return {"order_not_open",
          "order is already in \"" + std::string(to_text(order.status)) + "\" state"};
}

error not_found(std::string_view id) {
  return {"order_not_found", "order not found for " + std::string(id)};
}

change_stage stage_of(const paper_order& order) {
  switch (order.status) {
  case paper_status::open:
  case paper_status::partially_filled:
    return change_stage::resting;
  case paper_status::held:
    return change_stage::held;
  case paper_status::accepted:
  case paper_status::pending_new:
  case paper_status::done_for_day:
    return change_stage::waiting;
  default:
    return change_stage::ended;
  }
}

// Legs are asked as the simple orders that they are; where a trailing stop stands is no term of it.
changed_order changed_order_of(const paper_order& order) {
  auto draft = draft_of(order.request, order.instructions, order.intent);
  if (order.is_leg())
    draft.order_class = order_class::simple;
  if (draft.type == order_type::trailing_stop)
    draft.stop_price.reset();
  return {.draft = draft, .stage = stage_of(order), .filled_qty = order.filled_qty};
}

paper_status status_after(paper_event how) {
  switch (how) {
  case paper_event::expired:
    return paper_status::expired;
  case paper_event::replaced:
    return paper_status::replaced;
  default:
    return paper_status::canceled;
  }
}

} // namespace

// -- ending -----------------------------------------------------------------------------------

void paper_engine::end_alone(paper_order& order, paper_event how, updates& out) {
  order.status = status_after(how);
  order.updated_ns = state_.now;
  auto& stamp = how == paper_event::expired    ? order.expired_ns
                : how == paper_event::replaced ? order.replaced_ns
                                               : order.canceled_ns;
  stamp = state_.now;
  leave(order);
  report(order, how, out);
}

void paper_engine::end(paper_order& order, paper_event how, updates& out) {
  end_alone(order, how, out);
  for (const auto sequence : group_of(order))
    if (auto& member = at(sequence); member.is_open())
      end_alone(member, how, out);
}

result<order_updates> paper_engine::cancel(std::string_view id, late_fill race) {
  const auto found = by_id_.find(std::string(id));
  if (found == by_id_.end())
    return not_found(id);
  auto& order = state_.orders[found->second];
  updates out;
  if (order.status == paper_status::canceled)
    return out;
  if (!order.is_open())
    return not_open(order);
  if (race == late_fill::wins && fill_late(order, paper_event::pending_cancel, out)) {
    if (!order.is_open()) {
      report(order, paper_event::order_cancel_rejected, out);
      return out;
    }
  }
  end(order, paper_event::canceled, out);
  return out;
}

// Whether something was filled: of a limit order at its limit, of any other at the quote.
bool paper_engine::fill_late(paper_order& order, paper_event pending, updates& out) {
  const bool waits_for_stop = !order.triggered && is_stop(order.request.type);
  if (!order.is_live() || order.status == paper_status::held || waits_for_stop ||
      !trades_now(order))
    return false;
  auto px = std::optional(order.request.limit_price);
  if (px->is_zero()) {
    const auto standing = quote_of(order.request.symbol);
    px = standing ? far_side(*standing, order.request.side) : std::nullopt;
  }
  if (!px)
    return false;
  order.status = pending == paper_event::pending_cancel ? paper_status::pending_cancel
                                                        : paper_status::pending_replace;
  order.updated_ns = state_.now;
  report(order, pending, out);
  class always final : public partial_fills {
    bool strikes(const symbol&) override { return true; }
  } partly;
  splitmix64 dice(state_.dice);
  const bool whole = pending == paper_event::pending_replace || dice.below(2) == 0;
  state_.dice = dice.state();
  execute(order, *px, whole ? order.open_qty() : part_of(order, &partly), out);
  return true;
}

// -- replacing --------------------------------------------------------------------------------

result<paper_order> paper_engine::successor(paper_order& old, const order_change& change) {
  if (by_client_order_id_.contains(std::string(change.client_order_id)))
    return error{"client_order_id_taken", "client_order_id must be unique"};
  const auto now = changed_order_of(old);
  const auto setting = setting_for(old.request.symbol);
  if (auto refused = refusal_of(change, now, setting))
    return error{std::string(refused->code), std::move(refused->message)};
  const auto draft = draft_after(change, now);
  auto fresh = old;
  fresh.request = request_of(draft);
  fresh.instructions.trail_price = draft.trail_price.value_or(price{});
  fresh.instructions.trail_percent = draft.trail_percent.value_or(number{});
  if (old.instructions.order_class == order_class::oco && !old.is_leg())
    fresh.instructions.take_profit_limit_price = fresh.request.limit_price;
  fresh.request.qty -= old.filled_qty;
  fresh.qty = fresh.request.qty;
  fresh.filled_qty = fresh.fee_qty = {};
  fresh.filled_notional = fresh.fee = {};
  fresh.filled_ns = 0;
  fresh.replaces = old.id;
  fresh.triggered = old.triggered && !change.stop_price;
  if (fresh.request.type == order_type::trailing_stop)
    trail_from(fresh, old.hwm);
  const auto was = old.status;
  old.status = paper_status::replaced; // what it holds is free for the new one
  auto allowed = washing_order(live_orders(old.request.symbol), fresh) == nullptr
                     ? result<void>()
                     : error{"wash_trade", "potential wash trade detected. use complex orders"};
  if (allowed && was != paper_status::held)
    allowed = check_funds(fresh);
  old.status = was;
  if (!allowed)
    return allowed.failure();
  return fresh;
}

void paper_engine::take_place(paper_order& old, paper_order& fresh) {
  old.replaced_by = fresh.id;
  for (const auto leg : fresh.legs)
    if (leg != 0) {
      auto& held = at(leg);
      held.parent = fresh.sequence;
      if (!held.armed && held.is_open())
        held.qty = held.request.qty = fresh.qty + old.filled_qty;
    }
  if (fresh.is_leg())
    for (auto& leg : at(fresh.parent).legs)
      if (leg == old.sequence)
        leg = fresh.sequence;
}

result<paper_engine::submission> paper_engine::replace(std::string_view id,
                                                       const order_change& change, late_fill race,
                                                       partial_fills* faults) {
  const auto found = by_id_.find(std::string(id));
  if (found == by_id_.end())
    return not_found(id);
  auto& old = state_.orders[found->second];
  auto made = successor(old, change);
  if (!made)
    return made.failure();
  const bool held = old.status == paper_status::held;
  submission done;
  const bool filled =
      race == late_fill::wins && fill_late(old, paper_event::pending_replace, done.updates);
  auto& fresh = enroll(std::move(*made));
  fresh.status = held                ? paper_status::held
                 : trades_now(fresh) ? paper_status::pending_new
                                     : paper_status::accepted;
  done.accepted = fresh;
  if (filled) {
    report(old, paper_event::order_replace_rejected, done.updates);
    fresh.status = paper_status::rejected;
    fresh.failed_ns = state_.now;
    fresh.parent = 0;
    fresh.legs = {};
    report(fresh, paper_event::rejected, done.updates);
    return done;
  }
  const auto was = old.status;
  old.status = paper_status::pending_replace;
  old.updated_ns = state_.now;
  report(old, paper_event::pending_replace, done.updates);
  old.status = was;
  take_place(old, fresh);
  end_alone(old, paper_event::replaced, done.updates);
  done.accepted = fresh;
  for (const auto* leg : legs_of(fresh))
    done.legs.push_back(*leg);
  if (!held) {
    begin(fresh, faults, done.updates);
    return done;
  }
  if (fresh.armed)
    enter(fresh);
  report(fresh, paper_event::held, done.updates);
  return done;
}

} // namespace troupe::trading
