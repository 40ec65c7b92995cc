// The floor of tick to order: what a program costs that decodes and decides nothing.
//
// A bare Beast client on another thread writes, for each WebSocket frame that comes in, one
// prepared HTTP POST of about 300 bytes to a keep-alive connection. The venue, its pace and the
// points between which is measured are those of tests/bench/venue_generator.hpp.
#pragma once

#include "tests/bench/venue_generator.hpp"

namespace troupe::bench {

tick_to_order_samples measure_beast_relay(int rounds);

} // namespace troupe::bench
