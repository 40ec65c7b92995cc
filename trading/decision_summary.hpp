// A decision in one sentence for people, and the first gate that stood in its way.
//
// "No order: stochrsi_ema did not enter BTC/USD because k_below_overbought did not hold (91.2 < 80
// is not true)."
#pragma once

#include "trading/decision.hpp"

#include <string>

namespace troupe::trading {

// The gate that the reason names where it failed, else the first that failed. Null where the
// decision wanted or approved something, and where no gate was asked, as during the warm-up.
const gate* first_failed_gate(const decision& made);

std::string summary_of(const decision& made);

} // namespace troupe::trading
