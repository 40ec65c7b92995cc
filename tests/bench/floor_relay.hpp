// The floor of tick to order: what a program costs that decodes and decides nothing.
//
// This thread plays the venue: it sends a WebSocket text frame with one quote to a bare Beast
// client on another thread, which for each frame writes one prepared HTTP POST of about 300 bytes
// to a keep-alive connection. Measured from just before the frame is written until all bytes of the
// POST are here; the 200 follows, and the next frame comes 500 µs after the last one.
#pragma once

#include "tests/bench/latency_figures.hpp"

namespace troupe::bench {

latency_figures measure_beast_relay(int rounds);

} // namespace troupe::bench
