#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate self_trade(const proposal& asked, const risk_situation& now) {
  const bool buys = asked.side == side::buy;
  const auto& approved = buys ? now.of_symbol.approved_sells : now.of_symbol.approved_buys;
  auto count = approved.count; // wherever they are priced: they may be at the market already
  now.books.orders().each_open(asked.symbol, [&](const order& open) {
    const bool waits = !open.request.stop_price.is_zero() ||
                       open.request.type == order_type::trailing_stop;
    if (open.request.side == asked.side || waits)
      return;
    const auto resting = open.request.limit_price;
    const bool meets = resting.is_zero() ||
                       (buys ? resting <= asked.reference : resting >= asked.reference);
    count += meets ? 1 : 0;
  });
  return {"self_trade", number::of(count), "==", number{}, count == 0};
}

} // namespace troupe::trading
