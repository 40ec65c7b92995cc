#include "trading/orders/fees.hpp"

namespace troupe::trading {

void apply(const fee_schedule& schedule, order_event& reported) {
  if (!is_execution(reported))
    return;
  reported.fee = money{};
  reported.fee_qty = quantity{};
  if (!reported.symbol.is_crypto())
    return;
  if (reported.side == side::buy)
    reported.fee_qty = fee_on(reported.qty, schedule.crypto_taker_bps);
  else
    reported.fee = fee_on(notional(reported.px, reported.qty), schedule.crypto_taker_bps);
}

bool is_execution(const order_event& reported) {
  return reported.kind == order_event_kind::partial_fill || reported.kind == order_event_kind::fill;
}

} // namespace troupe::trading
