// From the venue's reports to the events that the system folds.
#pragma once

#include "net/alpaca/reports.hpp"
#include "trading/orders/order.hpp"

#include <optional>
#include <vector>

namespace troupe::net::alpaca {

// The state of the order as one event: accepted, open, pending_cancel, canceled, expired,
// rejected, replaced, or unknown. A report tells no single execution: of an order that is filled
// in part or in full it is `partial_fill` or `fill` with an empty execution_id, qty the whole
// filled quantity and px its average.
trading::order_event to_event(const order_report& report);

// What was asked for, as far as the venue tells it of a single order, without its group's prices.
trading::order_request request_of(const order_report& report);

// The execution under its order's client id. It has no execution_id: it is a statement of its
// stretch, and counts beside what the stream told of the same (see execution_set.hpp).
trading::order_event to_event(const execution_report& report, std::string client_order_id);

// What a report says beyond what is known already: where `executions_known` is false
// (order_book::covers its filled quantity), what is filled so far as one statement of the whole
// (see execution_set.hpp), then the state, if it is not one of a fill.
std::vector<trading::order_event> missed_events(const order_report& report, bool executions_known);

} // namespace troupe::net::alpaca
