// How fast the past comes back: a journal of a million events read and checked, and folded by the
// strategies, risk and books as a start does it. Beside it, events appended and flushed in batches.
#pragma once

#include "tests/bench/report.hpp"
#include "trading/result.hpp"

#include <filesystem>
#include <ostream>

namespace troupe::bench {

// `folder` is made; its parent exists. Errors: the journal's.
result<void> measure_recovery(report& into, const std::filesystem::path& folder);
// The time that a million events take, beside what is wanted.
void print_recovery(const report& of, std::ostream& out);

} // namespace troupe::bench
