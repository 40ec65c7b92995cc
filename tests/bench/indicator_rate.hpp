// How many candles a second one core takes through each indicator and each strategy, beside a loop
// written by hand that does the same.
#pragma once

#include "tests/bench/report.hpp"

#include <ostream>

namespace troupe::bench {

// Ours and the bare loop by turns, `turns` times each; every turn is a sample of the row. Throws
// std::runtime_error where the two do not give the same.
void measure_indicator_rates(report& into, int turns);

// The rows in pairs, and whether ours takes at most twice as long.
void print_indicator_ratios(const report& of, std::ostream& out);

} // namespace troupe::bench
