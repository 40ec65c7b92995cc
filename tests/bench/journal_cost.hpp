// What the journal costs: a quote appended to memory, an intent handed to the kernel, an intent
// made durable; and beside them what the disk takes alone, 200 bytes and fdatasync.
#pragma once

#include "tests/bench/latency_figures.hpp"
#include "trading/result.hpp"

#include <filesystem>

namespace troupe::bench {

struct journal_samples {
  latency_samples append_ns; // of a quote
  latency_samples write_ns;  // append and flush of an intent, into the kernel
  latency_samples commit_ns; // append and flush of an intent, onto the disk
};

// `folder` is made; its parent exists. Errors: those of persistence::journal::writer.
result<journal_samples> measure_journal(int commits, const std::filesystem::path& folder);

// Errors: `io_error`.
result<latency_samples> measure_bare_fdatasync(int commits, const std::filesystem::path& file);

} // namespace troupe::bench
