// The venue's books against ours: what differs is taken over openly, as typed adjustments.
//
// The venue is right about what is held. A position that we know nothing of is adopted at the
// venue's cost; a known one is corrected by the difference; so is the cash. Differences of what
// open orders still move are not looked for: reconcile when nothing is under way.
#pragma once

#include "trading/events.hpp"
#include "trading/portfolio/portfolio.hpp"

#include <vector>

namespace troupe::trading {

// `held` are the venue's positions, with symbol, qty and average_price. In the order of symbols,
// cash last; empty when the books agree.
std::vector<adjustment> reconcile(const portfolio& books, const std::vector<position>& held,
                                  money cash, time_ns now);

} // namespace troupe::trading
