// How fast decisions come into the read side's databases, beside a bare COPY of the same rows into
// a table without keys by PostgreSQL's own client.
#pragma once

#include "tests/bench/report.hpp"
#include "trading/result.hpp"

#include <filesystem>
#include <ostream>

namespace troupe::bench {

// Nothing but SQLite's rows where PostgreSQL is not installed. Errors: the store's.
result<void> measure_read_side(report& into, const std::filesystem::path& folder);
void print_read_side(const report& of, std::ostream& out);

} // namespace troupe::bench
