#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate symbol_unknown_orders(const proposal& asked, const risk_situation& now) {
  const auto count = now.books.orders().unknown_orders(asked.symbol).size();
  return {"symbol_unknown_orders", number::of(static_cast<std::int64_t>(count)), "==", number{},
          count == 0};
}

} // namespace troupe::trading
