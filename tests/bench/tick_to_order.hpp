// From a quote that goes into the company's socket to its order that comes out of another: every
// role but the edge in this process, on one trading lane, with a strategy that orders on every
// quote and limits that let everything pass, against tests/bench/venue_generator.hpp.
#pragma once

#include "tests/bench/venue_generator.hpp"
#include "trading/result.hpp"

#include <filesystem>

namespace troupe::bench {

enum class durability { none, fsync }; // of the journal, before an order leaves

// `home` becomes TROUPE_HOME; it must not exist, and is on the disk that fsync is measured on.
// Errors: those of config::load and company::start, `not_ready`, `orders_missing`.
result<tick_to_order_samples> measure_tick_to_order(int orders, durability kept,
                                                    const std::filesystem::path& home);

} // namespace troupe::bench
