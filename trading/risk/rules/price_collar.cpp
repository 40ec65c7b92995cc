#include "trading/risk/rules.hpp"

namespace troupe::trading {

gate price_collar(const proposal& asked, const risk_situation& now) {
  const auto bps = now.limits.price_collar_bps;
  if (bps == 0)
    return {};
  constexpr std::int64_t bps_per_one = 10'000;
  const bool buys = asked.side == side::buy;
  const auto& quote = now.memory.quote;
  const bool price_will_do =
      now.is_never_quoted() ||
      (now.limits.quote_age_max_ms == 0 &&
       (quote.symbol.empty() || quote.market_ns < now.memory.data_ns));
  const auto quoted = buys ? quote.ask : quote.bid;
  const auto other_side = price_will_do ? now.books.mark_of(asked.symbol) : quoted;
  const price edge{exact::multiply_divide(other_side.units, bps_per_one + (buys ? bps : -bps),
                                          bps_per_one)};
  const bool within = buys ? asked.reference <= edge : asked.reference >= edge;
  const number value{asked.reference.units};
  const number bound{edge.units};
  const bool passes = within && !other_side.is_zero() && !asked.reference.is_zero();
  return buys ? gate{"price_collar", value, "<=", bound, passes}
              : gate{"price_collar", value, ">=", bound, passes};
}

} // namespace troupe::trading
