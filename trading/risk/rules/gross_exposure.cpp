#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate gross_exposure(const proposal& asked, const risk_situation& now) {
  const auto value = now.at_stake.total().gross - now.of_symbol.gross() +
                     now.of_symbol.gross_with(asked.side, asked.value);
  const auto most = now.limits.gross_exposure_max;
  return {"gross_exposure", number{value.units}, "<=", number{most.units}, value <= most};
}

} // namespace troupe::trading
