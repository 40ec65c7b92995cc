// How many quotes of the venue's frames are decoded in a second on one core, beside the bare
// libraries on the same bytes.
#pragma once

#include "tests/bench/report.hpp"

namespace troupe::bench {

// Ours and the bare library by turns, `turns` times each, for JSON and MessagePack and for frames
// of one quote and of ten; every turn is a sample of the row. Throws std::runtime_error where two
// readers do not read the same.
void measure_decode_rates(report& into, int turns);

// The rows in pairs: "decode JSON, 10 quotes a frame", "bare simdjson on-demand, …" and so on.
void print_decode_ratios(const report& of, std::ostream& out);

} // namespace troupe::bench
