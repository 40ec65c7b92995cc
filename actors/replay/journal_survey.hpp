// What a journal is about, before it is run: its configurations, its symbols, and where its last
// run begins and ends.
#pragma once

#include "actors/replay/journal_replay.hpp"

#include <cstdint>
#include <set>
#include <vector>

namespace troupe::actors {

struct journal_survey {
  std::vector<std::vector<trading::setting>> configurations; // each once, in the order of the first
  std::set<trading::symbol> symbols;                         // that the market told of
  std::uint64_t run_seq = 1;                                 // where the last run begins
  trading::time_ns last_ns = 0; // the latest market time of the last run; 0: it has no market
  bool unconfigured = false;    // decisions stand before the first configuration

  bool needs_fallback() const { return unconfigured || configurations.empty(); }
};

// Errors: those of visit_journal.
result<journal_survey> survey_journal(const replay_request& asked);

} // namespace troupe::actors
