#include "trading/orders/replace_rules.hpp"

#include "trading/orders/order_increments.hpp"

namespace troupe::trading {

namespace {

using change = order_change;
using target = changed_order;

bool has_limit(const target& of) {
  return of.draft.type == order_type::limit || of.draft.type == order_type::stop_limit;
}
bool has_stop(const target& of) {
  return of.draft.type == order_type::stop || of.draft.type == order_type::stop_limit;
}
bool trails(const target& of) {
  return of.draft.type == order_type::trailing_stop;
}

bool not_open(const change&, const target& of) {
  return of.stage == change_stage::ended;
}
bool waiting(const change&, const target& of) {
  return of.stage == change_stage::waiting;
}
bool nothing_changed(const change& asked, const target&) {
  return asked.is_empty();
}
bool of_an_amount(const change&, const target& of) {
  return of.draft.notional.has_value();
}
bool qty_of_a_fraction(const change& asked, const target& of) {
  return asked.qty && of.draft.kind().sizing == order_sizing::fractional &&
         !of.draft.symbol.is_crypto();
}
bool more_than_prices_of_a_leg(const change& asked, const target& of) {
  return of.stage == change_stage::held && (asked.qty || asked.time_in_force);
}
bool qty_not_positive(const change& asked, const target&) {
  return asked.qty && *asked.qty <= quantity{};
}
bool qty_is_filled(const change& asked, const target& of) {
  return asked.qty && *asked.qty <= of.filled_qty;
}
bool limit_of_another_type(const change& asked, const target& of) {
  return asked.limit_price && !has_limit(of);
}
bool stop_of_another_type(const change& asked, const target& of) {
  return asked.stop_price && !has_stop(of);
}
bool trail_of_another_type(const change& asked, const target& of) {
  return asked.trail && !trails(of);
}
bool trail_too_small(const change& asked, const target& of) {
  return asked.trail && (*asked.trail <= number{} ||
                         (of.draft.trail_percent && *asked.trail < least_trail_percent));
}

constexpr replace_rule rules[] = {
    {"replace_not_open", "id", "the order has ended, or a change of it is under way", not_open,
     against_the_rules, "unable to replace order, order is not open", wording::alpacas},
    {"replace_not_sent", "id", "the order is accepted or pending_new", waiting, against_the_rules,
     "unable to replace order, order isn't sent to exchange yet", wording::alpacas},
    {"replace_empty", "id", "nothing is to be changed", nothing_changed, against_the_rules,
     "unable to replace order, order is not open", wording::alpacas},
    {"replace_notional", "notional", "the order is for an amount of money", of_an_amount,
     against_the_rules, "notional orders cannot be replaced", wording::ours},
    {"replace_fractional_qty", "qty", "qty is given and the order is for a fraction of a share",
     qty_of_a_fraction, against_the_rules, "qty of fractional orders cannot be replaced",
     wording::ours},
    {"replace_held", "qty", "the order is held, and more than its prices is to be changed",
     more_than_prices_of_a_leg, against_the_rules, "only prices of held orders can be replaced",
     wording::ours},
    {"replace_qty_not_positive", "qty", "qty is zero or negative", qty_not_positive,
     malformed_parameter, "qty must be > 0", wording::alpacas},
    {"replace_qty_filled", "qty", "qty is not above filled_qty", qty_is_filled, against_the_rules,
     "qty must be > filled_qty", wording::ours},
    {"replace_limit_price", "limit_price", "limit_price is given and the type has none",
     limit_of_another_type, malformed_parameter,
     "only limit and stop_limit orders take limit_price", wording::ours},
    {"replace_stop_price", "stop_price", "stop_price is given and the type has none",
     stop_of_another_type, malformed_parameter, "only stop and stop_limit orders take stop_price",
     wording::ours},
    {"replace_trail", "trail", "trail is given and the order does not trail", trail_of_another_type,
     malformed_parameter, "only trailing stop orders take trail", wording::ours},
    {"replace_trail_too_small", "trail", "trail is zero or negative, or a percentage below 0.1",
     trail_too_small, malformed_parameter, "trail must be > 0, and at least 0.1 as a percentage",
     wording::ours},
};

} // namespace

bool order_change::is_empty() const {
  return !qty && !time_in_force && !limit_price && !stop_price && !trail && client_order_id.empty();
}

std::span<const replace_rule> replace_rules() {
  return rules;
}

order_draft draft_after(const order_change& change, const changed_order& now) {
  auto made = now.draft;
  made.client_order_id = change.client_order_id;
  made.stated_intent.reset();
  if (change.qty)
    made.qty = change.qty;
  if (change.time_in_force)
    made.time_in_force = *change.time_in_force;
  if (change.limit_price)
    made.limit_price = change.limit_price;
  if (change.limit_price && made.order_class == order_class::oco)
    made.take_profit_limit_price = change.limit_price;
  if (change.stop_price)
    made.stop_price = change.stop_price;
  if (change.trail && made.trail_percent)
    made.trail_percent = change.trail;
  else if (change.trail)
    made.trail_price = price{change.trail->units};
  return made;
}

std::optional<order_refusal> refusal_of(const order_change& change, const changed_order& now,
                                        const order_setting& setting) {
  for (const auto& rule : rules)
    if (rule.broken(change, now))
      return order_refusal{rule.code, rule.field, rule.answer, std::string(rule.message)};
  return refusal_of(draft_after(change, now), setting);
}

} // namespace troupe::trading
