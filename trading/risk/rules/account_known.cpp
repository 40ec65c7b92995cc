#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate account_known(const proposal&, const risk_situation& now) {
  const bool known = !now.books.broker_account().empty();
  return {"account_known", number::of(known ? 1 : 0), "==", number::of(1), known};
}

} // namespace troupe::trading
