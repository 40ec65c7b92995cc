// The quote of a venue that only knows bars: the close, half a spread to either side, rounded
// outwards to the tick. It stands from the bar's publication until the next.
//
// The tick is one rule for all assets: 0.01 from a price of 1 upwards, 0.0001 below. (Stocks:
// SEC Rule 612; crypto pairs: the `price_increment` that the venue publishes.)
#pragma once

#include "trading/market/bar.hpp"
#include "trading/market/quote.hpp"

#include <cstdint>

namespace troupe::trading {

price tick_of(price px);

// half_spread_bps is in 1/100 of a percent of the close, and is not negative. The sizes are the
// bar's volume; a bid that would not be positive is no bid (zero).
quote quote_around(const bar& published, std::int64_t half_spread_bps);

} // namespace troupe::trading
