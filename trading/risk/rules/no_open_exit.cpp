#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate no_open_exit(const proposal& asked, const risk_situation& now) {
  const auto count = now.of_symbol.under_way(asked.side).count;
  return {"no_open_exit", number::of(count), "==", number{}, count == 0};
}

} // namespace troupe::trading
