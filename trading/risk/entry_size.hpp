// How much an entry buys, as its strategy says: read from the inputs of its decision, so that the
// journal has all that the size rests on.
//
//   size_quantity           so many shares or coins
//   size_notional           so much money's worth
//   size_equity_percent     this share of the equity
//   size_risk_percent       as much as loses this share of the equity at stop_price
//   size_atr_risk_percent   the same at size_atr times atr from the entry
//
// Rounded and bounded as trading/sizing/position_size.hpp says.
#pragma once

#include "trading/decision.hpp"
#include "trading/sizing/position_size.hpp"

namespace troupe::trading {

// Whether the decision says anything of a size.
bool is_sized(const decision& wish);

// Of a decision that does. Errors: those of the sizing, and `invalid_size_request` where a figure
// that it counts with is missing.
result<quantity> entry_size_of(const decision& wish, const size_request& request);

} // namespace troupe::trading
