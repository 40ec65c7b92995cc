#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate sector_concentration(const proposal& asked, const risk_situation& now) {
  const auto& sectors = now.at_stake.sectors();
  if (sectors.empty())
    return {};
  const auto sector = sectors.index_of(asked.symbol);
  const auto others = sector ? now.at_stake.sector(*sector) - now.of_symbol.gross() : money{};
  const auto value = others + now.of_symbol.gross_with(asked.side, asked.value);
  const auto most =
      sector ? share_of(now.equity, now.limits.sector_concentration_max_bps) : money{};
  return {"sector_concentration", number{value.units}, "<=", number{most.units},
          sector && value <= most};
}

} // namespace troupe::trading
