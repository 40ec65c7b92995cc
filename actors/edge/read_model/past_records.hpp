// What the edge does not keep in memory any more, from the journal's files. Only reads, with a
// reader of its own; a caller on a lane must not call it.
//
// Errors: the journal reader's (`journal_missing` where the journal lives on another node), and
// `replay_stopped`.
#pragma once

#include "actors/edge/read_model/record_archive.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>

namespace troupe::actors {

struct past_request {
  std::filesystem::path folder; // of the journal
  std::uint64_t first_seq = 1;  // nothing before it is told
  std::uint64_t last_seq = 0;   // nor beyond it: for a journal that is being written
  std::function<bool()> stop;   // asked now and then; true ends it
};

// A page as decision_history gives it. Files are read from the last one backwards, until the page
// is full.
result<decision_page> past_decisions(const past_request& asked, const decision_query& wanted);

// Puts the causes that are missing before the chain.
result<void> complete_chain(const past_request& asked, causal_chain& chain);

} // namespace troupe::actors
