#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate symbol_unknown_orders(const proposal& asked, const risk_situation& now) {
  std::int64_t count = 0;
  now.books.orders().each_open(asked.symbol, [&](const order& each) {
    count += each.status == order_status::unknown ? 1 : 0;
  });
  return {"symbol_unknown_orders", number::of(count), "==", number{}, count == 0};
}

} // namespace troupe::trading
