// The state of an account at an instant of its past, and what a replay found, as JSON.
#pragma once

#include "actors/edge/json/json_writer.hpp"
#include "actors/replay/journal_replay.hpp"

namespace troupe::actors {

// {"at","seq","account","positions","orders","indicators"}: orders that are open; an indicator
// entry is the last decision of a symbol and strategy, with its inputs.
void write_state(json_writer& json, const replay_outcome& past);

// {"identical","records","strategy_decisions","risk_decisions","intents",…,"first_difference"}.
void write_verification(json_writer& json, const replay_outcome& past);

} // namespace troupe::actors
