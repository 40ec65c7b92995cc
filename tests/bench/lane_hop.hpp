// What a message costs from one actor to another on the same lane: a market_quote back and forth,
// one at a time, each hop from just before it is sent until its handler runs. A reading of the
// clock, some 25 ns, is part of each figure.
#pragma once

#include "tests/bench/latency_figures.hpp"

namespace troupe::bench {

latency_samples measure_lane_hop(int hops);

} // namespace troupe::bench
