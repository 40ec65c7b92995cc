// The venue's order object. Internal to this folder's decoders.
#pragma once

#include "net/alpaca/reports.hpp"
#include "trading/result.hpp"

#include <simdjson.h>

namespace troupe::net::alpaca {

// Error `malformed_report`. A multi-leg order's parent has no symbol of its own: it stays empty.
result<order_report> read_order(simdjson::dom::object order);

} // namespace troupe::net::alpaca
