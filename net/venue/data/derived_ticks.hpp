// The single trades of a bar of which nothing else is known: what the venue shows where its market
// brings bars only.
//
// Four trades, at the open, the two extremes (the low first where the bar rose) and the close, in
// the four quarters of the bar's span, of a quarter of its volume each; the last takes the rest. A
// trade without size, as of less than four shares, is left out. The quotes of such a market are
// those of trading/matching/bar_quote.hpp.
#pragma once

#include "trading/market/bar.hpp"
#include "trading/market/trade.hpp"

#include <vector>

namespace troupe::net::venue {

// Ids are computed from the bar's start: the same for the same bar, and far above those that a
// market counts itself.
void append_trades(const trading::bar& of, std::vector<trading::trade>& into);

} // namespace troupe::net::venue
