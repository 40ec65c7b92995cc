// The parent of `--respawn`: runs this program again as a child and restarts it when it dies.
//
// The child runs the same command line without --respawn. It is restarted, after a back-off, when
// a signal ended it or its exit code is neither 0 (done) nor 2 (wrong usage: it would fail again).
// SIGINT and SIGTERM are handed on to the child and end the loop. A child dies with its parent.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace troupe::runtime::process {

struct respawn_options {
  std::vector<std::string> command; // the whole command line; --respawn in it is left out
  std::string program = "/proc/self/exe";
  std::int64_t initial_delay_ms = 200;
  std::int64_t maximum_delay_ms = 10'000;
  std::int64_t reset_after_ms = 30'000; // a child that ran this long starts the back-off over
  std::uint64_t seed = 1;               // of the jitter: up to a fifth of the delay
};

// Call before any thread is started. Returns the exit code for main: the child's own, or 1 when a
// signal of ours ended it or it cannot be started.
int respawn(const respawn_options& options);

} // namespace troupe::runtime::process
