#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate symbol_unknown_orders(const proposal&, const risk_situation& now) {
  const auto count = now.of_symbol.unknown_orders;
  return {"symbol_unknown_orders", number::of(count), "==", number{}, count == 0};
}

} // namespace troupe::trading
