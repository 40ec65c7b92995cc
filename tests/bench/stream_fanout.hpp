// How many messages the edge's streams deliver in a second of their thread's time, beside a floor
// that does nothing but copy a prepared frame into each client's buffer and write each buffer once.
#pragma once

#include "tests/bench/report.hpp"

#include <cstddef>
#include <ostream>

namespace troupe::bench {

// Quotes to so many clients that all listen to all, eight publishes in flight: the next eight
// follow when everybody has the last eight. Both servers run alone on one thread, all clients on
// another.
// One sample of each row. Throws std::runtime_error where the clients cannot connect.
void measure_stream_fanout(report& into, std::size_t clients, int publishes);

void print_fanout_ratio(const report& of, std::ostream& out);

} // namespace troupe::bench
