// Alpaca's protection against trading with oneself (documentation of 2026-09): an order is refused
// beside a resting order on the other side of the same symbol, unless both have limits that do not
// meet. Groups (bracket, oco, oto) and trailing stops are exempt on both sides.
#pragma once

#include "trading/matching/paper_order.hpp"

#include <string_view>
#include <vector>

namespace troupe::trading {

// The resting order for which `fresh` is refused; null where there is none. All are of one symbol.
const paper_order* washing_order(const std::vector<const paper_order*>& resting,
                                 const paper_order& fresh);

// Alpaca's word for it: "opposite side market/stop order exists", or "… limit order exists".
std::string_view wash_reason(const paper_order& resting);

} // namespace troupe::trading
