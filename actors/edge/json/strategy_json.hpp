// Strategies as the edge shows them.
#pragma once

#include "actors/edge/json/json_writer.hpp"
#include "trading/strategies/strategy_choice.hpp"

#include <vector>

namespace troupe::actors {

// What there is to know of a strategy; with a choice, as it runs, else with its defaults. `symbols`
// are those of the traded ones that its universe names; filters are asked candle by candle.
void write_strategy(json_writer& json, const trading::strategy_definition& known,
                    const trading::strategy_choice* running,
                    const std::vector<trading::symbol>& traded);

} // namespace troupe::actors
