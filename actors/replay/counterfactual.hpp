// "What would this day have been with other parameters or limits?": the journal's last run as it
// was, as the simulated venue would have filled it, and as it would have filled it otherwise.
//
// The second stands beside the first because a simulated fill is not the real one: only the third
// and the second are alike. Without overrides the answer is the proof that the code decides what it
// decided then (replay_journal), and the two simulations are left out.
#pragma once

#include "actors/edge/json/json_writer.hpp"
#include "actors/replay/journal_replay.hpp"
#include "trading/backtest/simulation.hpp"

#include <optional>
#include <vector>

namespace troupe::actors {

struct counterfactual_request {
  replay_request past;
  std::optional<trading::time_ns> from;     // market time; before it nothing is traded
  std::vector<trading::setting> overrides; // keys of risk and strategy, trading.strategies
};

struct counterfactual_outcome {
  replay_outcome actual;
  std::optional<trading::simulation> baseline; // by the journal's last configuration
  std::optional<trading::simulation> changed;
};

// Errors: replay_journal's, `override_not_allowed`, and those of a bad value.
result<counterfactual_outcome> replay_otherwise(const counterfactual_request& asked);

// {"parity":{…},"actual":{…},"baseline":{…},"counterfactual":{…}}
void write_counterfactual(json_writer& json, const counterfactual_outcome& found);

} // namespace troupe::actors
