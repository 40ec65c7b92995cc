// Bracket, oco and oto: a part of paper_engine.
#include "trading/matching/paper_engine.hpp"

namespace troupe::trading {

namespace {

side opposite(side of) {
  return of == side::buy ? side::sell : side::buy;
}

position_intent closing(side by) {
  return by == side::buy ? position_intent::buy_to_close : position_intent::sell_to_close;
}

} // namespace

paper_order paper_engine::leg_of(const paper_order& parent, leg_role role) const {
  const auto& asked = parent.instructions;
  paper_order leg;
  leg.request.symbol = parent.request.symbol;
  leg.request.side =
      asked.order_class == order_class::oco ? parent.request.side : opposite(parent.request.side);
  leg.request.time_in_force = parent.request.time_in_force;
  leg.request.qty = leg.qty = parent.qty;
  leg.instructions.order_class = asked.order_class;
  leg.intent = closing(leg.request.side);
  leg.status = paper_status::held;
  leg.role = role;
  leg.parent = parent.sequence;
  if (role == leg_role::take_profit) {
    leg.request.type = order_type::limit;
    leg.request.limit_price = asked.take_profit_limit_price;
  } else {
    const bool limited = !asked.stop_loss_limit_price.is_zero();
    leg.request.type = limited ? order_type::stop_limit : order_type::stop;
    leg.request.stop_price = asked.stop_loss_stop_price;
    leg.request.limit_price = asked.stop_loss_limit_price;
  }
  return leg;
}

void paper_engine::add_legs(paper_order& parent) {
  const auto& asked = parent.instructions;
  if (asked.order_class == order_class::simple)
    return;
  std::size_t next = 0;
  if (asked.order_class != order_class::oco && !asked.take_profit_limit_price.is_zero())
    parent.legs[next++] = enroll(leg_of(parent, leg_role::take_profit)).sequence;
  if (!asked.stop_loss_stop_price.is_zero())
    parent.legs[next] = enroll(leg_of(parent, leg_role::stop_loss)).sequence;
}

std::vector<const paper_order*> paper_engine::legs_of(const paper_order& parent) const {
  std::vector<const paper_order*> legs;
  for (const auto sequence : parent.legs)
    if (sequence != 0)
      legs.push_back(&at(sequence));
  return legs;
}

std::vector<std::uint64_t> paper_engine::group_of(const paper_order& member) const {
  const auto& parent = member.is_leg() ? at(member.parent) : member;
  std::vector<std::uint64_t> group;
  if (parent.legs[0] == 0)
    return group;
  group.push_back(parent.sequence);
  for (const auto leg : parent.legs)
    if (leg != 0)
      group.push_back(leg);
  return group;
}

// The orders that end when this one fills: the other ways out of the position.
std::vector<std::uint64_t> paper_engine::other_exits(const paper_order& exit) const {
  auto group = group_of(exit);
  const bool parent_enters = exit.instructions.order_class != order_class::oco;
  if (parent_enters && !exit.is_leg())
    return {};
  std::erase_if(group, [&](auto sequence) {
    return sequence == exit.sequence || (parent_enters && sequence == exit.parent);
  });
  return group;
}

void paper_engine::arm(paper_order& stop) {
  stop.armed = true;
  enter(stop);
}

void paper_engine::activate_legs(const paper_order& parent, updates& out) {
  for (const auto sequence : parent.legs) {
    if (sequence == 0 || !at(sequence).is_open())
      continue;
    auto& leg = at(sequence);
    leg.submitted_ns = leg.updated_ns = state_.now;
    if (leg.role == leg_role::stop_loss &&
        parent.instructions.order_class == order_class::bracket) {
      arm(leg);
      continue;
    }
    const bool trades = trades_now(leg);
    leg.status = trades ? paper_status::open : paper_status::accepted;
    enter(leg);
    report(leg, trades ? paper_event::open : paper_event::accepted, out);
  }
}

void paper_engine::after_trigger(paper_order& order, updates& out) {
  if (order.status != paper_status::held)
    return;
  for (const auto sequence : other_exits(order))
    if (auto& other = at(sequence); other.is_open())
      end_alone(other, paper_event::canceled, out);
  order.status = paper_status::open;
  order.armed = false;
  order.submitted_ns = order.updated_ns = state_.now;
  report(order, paper_event::open, out);
}

void paper_engine::after_fill(paper_order& order, updates& out) {
  const bool whole = !order.is_open();
  const auto others = other_exits(order);
  for (const auto sequence : others) {
    auto& other = at(sequence);
    if (!other.is_open())
      continue;
    if (whole) {
      end_alone(other, paper_event::canceled, out);
    } else {
      other.qty = other.request.qty = other.filled_qty + order.open_qty();
      other.updated_ns = state_.now;
      resize_in_book(other);
    }
  }
  if (whole && !order.is_leg() && order.instructions.order_class != order_class::oco)
    activate_legs(order, out);
}

} // namespace troupe::trading
