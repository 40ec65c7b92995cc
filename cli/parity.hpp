// `troupe replay --parity`: what a backtest of a day would have done against what was done.
#pragma once

#include "actors/replay/journal_replay.hpp"

#include <iosfwd>
#include <string>

namespace troupe::cli {

struct parity_options {
  std::string day; // "2024-03-05", in New York; empty: the one in which the journal ends
  bool json = false;
};

// Exit code: 0, whatever differs; 1 when the journal cannot be read or has no such day; 2 for wrong
// usage.
int parity(const actors::replay_request& asked, const parity_options& options, std::ostream& out,
           std::ostream& err);

} // namespace troupe::cli
