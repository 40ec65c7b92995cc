// How far back the feed asks for bars, so that the strategies start warm.
#pragma once

#include "trading/signal/signal_book.hpp"

#include <vector>

namespace troupe::actors {

// Eight times the longest warm-up of these strategies, so that recursive averages have forgotten
// their seed; for stocks five days at least, which hold a session over a weekend. Never more than
// five days, of which a strategy of hours or days may not get warm.
trading::time_ns warm_up_ns(const std::vector<trading::strategy_choice>& strategies,
                            trading::asset_class kind);

} // namespace troupe::actors
