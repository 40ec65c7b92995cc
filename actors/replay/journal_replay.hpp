// Runs an account's journal through trading::journal_check: the past once more, to its end or to
// any instant, with the configuration that was in force at each.
//
// Only reads, with a reader of its own; a caller on a lane must not call it. Two passes: the first
// looks for configurations, since each has a desk that begins with the first record.
#pragma once

#include "config/settings.hpp"
#include "persistence/journal/record.hpp"
#include "trading/backtest/journal_check.hpp"
#include "trading/backtest/simulation.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>

namespace troupe::actors {

struct replay_request {
  std::filesystem::path folder; // of the journal
  // Of the records before the first configuration: journals of older versions have none at all.
  config::settings fallback;
  // Market time. The last run of the journal is meant: a later session of another broker's account
  // begins a new one, in which time may begin anew.
  std::optional<trading::time_ns> until;
  // Asked now and then; true ends it with `replay_stopped`.
  std::function<bool()> stop;
  // Nothing beyond this record is read; for a journal that is being written.
  std::optional<std::uint64_t> last_seq;
};

struct replay_outcome {
  trading::journal_check check;
  std::uint64_t last_seq = 0;
  trading::time_ns market_ns = 0; // of the last record
  // Where the first record that differs stands.
  std::optional<persistence::journal::damage> place;
  std::optional<persistence::journal::damage> torn;
};

// Errors: the journal reader's, `replay_stopped`, and those of a configuration that this troupe
// cannot run (`unknown_strategy`, …).
result<replay_outcome> replay_journal(const replay_request& asked);

// Shows every record up to this one, in order, until visit says false. Errors: as above.
result<void> visit_journal(const replay_request& asked, std::uint64_t last_seq,
                           const std::function<bool(const persistence::journal::record&)>& visit);

// What a desk is made with.
result<trading::desk_terms> desk_terms_of(const config::settings& from);
// And a simulation, of the market as the built-in venue shows it.
result<trading::simulation_terms> simulation_terms_of(const config::settings& from);

} // namespace troupe::actors
