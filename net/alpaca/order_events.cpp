#include "net/alpaca/order_events.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace troupe::net::alpaca {

namespace {

using trading::order_event;
using trading::order_event_kind;
using trading::order_status;

order_event_kind kind_of(order_status status) {
  switch (status) {
  case order_status::accepted:
    return order_event_kind::accepted;
  case order_status::open:
  case order_status::pending_replace: // ours follows from the replacement (order_book.hpp)
    return order_event_kind::open;
  case order_status::partially_filled:
    return order_event_kind::partial_fill;
  case order_status::pending_cancel:
    return order_event_kind::pending_cancel;
  case order_status::filled:
    return order_event_kind::fill;
  case order_status::canceled:
    return order_event_kind::canceled;
  case order_status::expired:
    return order_event_kind::expired;
  case order_status::rejected:
    return order_event_kind::rejected;
  case order_status::replaced:
    return order_event_kind::replaced;
  case order_status::intended:
  case order_status::unknown:
    return order_event_kind::unknown;
  }
  throw std::invalid_argument("an order status outside its enumeration");
}

bool is_fill(order_event_kind kind) {
  return kind == order_event_kind::fill || kind == order_event_kind::partial_fill;
}

trading::time_ns last_told(const order_report& report) {
  const std::array<trading::time_ns, 6> stamps{report.submitted_ns, report.updated_ns,
                                               report.filled_ns,    report.canceled_ns,
                                               report.expired_ns,   report.failed_ns};
  return *std::max_element(stamps.begin(), stamps.end());
}

order_event state_event(const order_report& report) {
  order_event told;
  told.kind = kind_of(report.status);
  told.client_order_id = report.client_order_id;
  told.order_id = report.order_id;
  told.symbol = report.symbol;
  told.side = report.side;
  told.market_ns = last_told(report);
  told.cumulative_qty = report.filled_qty;
  return told;
}

} // namespace

order_event to_event(const order_report& report) {
  auto told = state_event(report);
  if (is_fill(told.kind)) {
    told.qty = report.filled_qty;
    told.px = report.filled_avg_price;
  }
  return told;
}

trading::order_request request_of(const order_report& report) {
  trading::order_request asked;
  asked.client_order_id = report.client_order_id;
  asked.symbol = report.symbol;
  asked.side = report.side;
  asked.type = report.type;
  asked.time_in_force = report.time_in_force;
  asked.qty = report.qty;
  asked.notional = report.notional;
  asked.limit_price = report.limit_price;
  asked.stop_price = report.stop_price;
  asked.order_class = report.order_class;
  asked.extended_hours = report.extended_hours;
  asked.trail_price = report.trail_price;
  asked.trail_percent = report.trail_percent;
  return asked;
}

order_event to_event(const execution_report& report, std::string client_order_id) {
  order_event told;
  told.kind = report.completes ? order_event_kind::fill : order_event_kind::partial_fill;
  told.client_order_id = std::move(client_order_id);
  told.order_id = report.order_id;
  told.symbol = report.symbol;
  told.side = report.side;
  told.market_ns = report.at_ns;
  told.qty = report.qty;
  told.px = report.px;
  told.cumulative_qty = report.cumulative_qty;
  return told;
}

std::vector<order_event> missed_events(const order_report& report, bool executions_known) {
  std::vector<order_event> missed;
  auto state = to_event(report);
  const bool filled_up = is_fill(state.kind);
  if (!executions_known && report.filled_qty > trading::quantity{}) {
    auto executions = state;
    executions.kind = report.status == order_status::filled ? order_event_kind::fill
                                                            : order_event_kind::partial_fill;
    executions.qty = report.filled_qty;
    executions.px = report.filled_avg_price;
    missed.push_back(std::move(executions));
  }
  if (!filled_up)
    missed.push_back(std::move(state));
  return missed;
}

} // namespace troupe::net::alpaca
