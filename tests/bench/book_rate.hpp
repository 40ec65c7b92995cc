// Events a second of the limit order book: 45 % orders that rest near a moving price, 45 % cancels
// of a live order, 10 % orders that cross up to three levels, all made before the clock starts.
#pragma once

#include "tests/bench/report.hpp"

#include <ostream>

namespace troupe::bench {

// One sample a turn of the book and of its floor: the same events over the same memory (an order's
// place by its id, a level's sum) without queues and without matching.
void measure_book_rate(report& into, int turns);
void print_book_rate(const report& of, std::ostream& out);

} // namespace troupe::bench
