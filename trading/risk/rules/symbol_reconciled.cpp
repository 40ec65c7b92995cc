#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate symbol_reconciled(const proposal& asked, const risk_situation& now) {
  const bool apart = now.books.quarantined().contains(asked.symbol);
  return {"symbol_reconciled", number::of(apart ? 1 : 0), "==", number{}, !apart};
}

} // namespace troupe::trading
