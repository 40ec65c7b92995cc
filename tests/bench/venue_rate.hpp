// How many orders the simulated venue takes over HTTP in a second, beside a bare Beast server that
// answers each of the same requests with a prepared reply.
#pragma once

#include "tests/bench/report.hpp"

#include <ostream>

namespace troupe::bench {

// An order is a POST of a limit order that rests and its DELETE, over keep-alive connections that
// one thread serves and one other drives; the venue matches, books and checks funds, the bare
// server does nothing. One sample of each row. Throws std::runtime_error where an order is refused.
void measure_venue_rate(report& into, int orders);

void print_venue_ratio(const report& of, std::ostream& out);

} // namespace troupe::bench
