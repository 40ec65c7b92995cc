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

// What a report says beyond what is known already (the fold's filled quantity and notional): the
// missed executions as one event, if there are any, then the state, if it is not one of a fill.
// The event has no execution_id, fills the stretch up to the cumulative quantity, and has the
// price that makes the total come out.
std::vector<trading::order_event> missed_events(const order_report& report,
                                                trading::quantity known_qty,
                                                trading::money known_notional);

} // namespace troupe::net::alpaca
