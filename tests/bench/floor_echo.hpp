// The floor of any round trip through Asio on this machine: 128 bytes to an echo on another thread
// and back over loopback TCP, one after the other.
#pragma once

#include "tests/bench/latency_figures.hpp"

namespace troupe::bench {

latency_samples measure_asio_echo(int rounds);

} // namespace troupe::bench
