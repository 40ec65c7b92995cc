// At which price an order fills, if at all. Pure rules, shared by the simulated venue and the
// backtester; nothing fills worse than stated here.
//
// Against a quote: a market order fills at the far side (a buy at the ask, a sell at the bid); a
// limit order fills at the far side when that is at the limit or better. A stop is triggered when
// the far side has reached its price, and is then a market or a limit order.
//
// Against a bar, for orders that rest where there are no quotes: the bar is walked open, worse
// extreme, better extreme, close, where worse is the high for a buy and the low for a sell. At
// the open an order fills at the open. On the way, a limit fills at its limit and a stop fills at
// its stop price; a stop limit is triggered at the stop price and may fill from there on.
#pragma once

#include "trading/market/bar.hpp"
#include "trading/market/quote.hpp"
#include "trading/matching/paper_order.hpp"

#include <optional>

namespace troupe::trading {

// Both set resting.triggered when the stop price is reached, and move a trailing stop.
std::optional<price> fill_price(paper_order& resting, const quote& standing);
std::optional<price> fill_price(paper_order& resting, const bar& walked);

// The side of the quote that an order of this side trades against; empty without an offer.
std::optional<price> far_side(const quote& standing, side of);

// Sets hwm and with it the stop price of a trailing stop.
void trail_from(paper_order& resting, price hwm);

} // namespace troupe::trading
