// What a venue charges for an execution.
//
// Crypto: basis points (1/100 of a percent) of what is received: the coin on a buy, the quote
// currency on a sell. Equities: nothing. Fees are rounded up, against the trader.
#pragma once

#include "trading/orders/order.hpp"

#include <cstdint>

namespace troupe::trading {

struct fee_schedule {
  std::int64_t crypto_taker_bps = 25;
};

// Sets the fees of an execution, from its symbol, side, quantity and price. An event that is not
// an execution stays as it is.
void apply(const fee_schedule& schedule, order_event& reported);

// The event tells of an execution, with its quantity and price.
bool is_execution(const order_event& reported);

} // namespace troupe::trading
