// How many orders go through the whole risk gate in a second on one core.
#pragma once

#include "tests/bench/report.hpp"

namespace troupe::bench {

// Entries that are approved: every rule, the record of each, the reservation and its release; in
// a book that holds forty symbols, with ten orders open. Each turn is a sample of the row
// "orders through the risk gate", and one of "records of the risk gate without its rules", the
// floor beside it. That nothing is allocated on the way is tested (risk_allocation_test). Throws
// std::runtime_error where one is refused.
void measure_risk_rate(report& into, int turns);

void print_risk_rate(const report& of, std::ostream& out);

} // namespace troupe::bench
