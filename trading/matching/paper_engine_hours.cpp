// What begins and ends as time goes by: a part of paper_engine.
#include "trading/matching/fill_price.hpp"
#include "trading/matching/paper_engine.hpp"

namespace troupe::trading {

order_updates paper_engine::advance(time_ns now) {
  updates out;
  while (boundary_ <= now && !live_.empty()) {
    state_.now = boundary_;
    cross(out);
    boundary_ = next_boundary(terms_.calendar, state_.now);
  }
  state_.now = now;
  if (boundary_ <= now) {
    boundary_ = next_boundary(terms_.calendar, now);
    session_ = session_of(terms_.calendar, now);
  }
  return out;
}

void paper_engine::cross(updates& out) {
  session_ = session_of(terms_.calendar, state_.now);
  const auto resting = live_; // what ends here changes who is live
  for (const auto& [of, indices] : resting)
    for (const auto index : indices) {
      auto& order = state_.orders[index];
      if (!order.is_open())
        continue;
      if (order.expires_ns != 0 && order.expires_ns <= state_.now)
        end_by_time(order, out);
      else
        settle_session(order, out);
    }
}

void paper_engine::end_by_time(paper_order& order, updates& out) {
  switch (order.request.time_in_force) {
  case time_in_force::opg:
    if (order.triggered)
      return end(order, paper_event::canceled, out);
    order.triggered = true;
    return settle_session(order, out);
  case time_in_force::cls: {
    const auto standing = quote_of(order.request.symbol);
    const auto px = standing ? fill_price(order, *standing) : std::nullopt;
    if (px) // the whole of it in every model: an auction gathers what trades in it
      return execute(order, *px, order.open_qty(), out);
    return end(order, paper_event::canceled, out);
  }
  case time_in_force::gtc:
    order.status = paper_status::pending_cancel;
    report(order, paper_event::pending_cancel, out);
    return end(order, paper_event::canceled, out);
  default:
    return end(order, paper_event::expired, out);
  }
}

void paper_engine::settle_session(paper_order& order, updates& out) {
  const bool waits =
      order.status == paper_status::accepted || order.status == paper_status::done_for_day;
  const bool trades = trades_now(order);
  if (waits == !trades || order.status == paper_status::held)
    return;
  order.updated_ns = state_.now;
  if (!trades) {
    leave_book(order);
    order.status = paper_status::done_for_day;
    return report(order, paper_event::done_for_day, out);
  }
  order.status = order.filled_qty.is_zero() ? paper_status::open : paper_status::partially_filled;
  report(order, paper_event::open, out);
}

} // namespace troupe::trading
