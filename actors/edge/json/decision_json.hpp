// A decision with everything that it rests on: inputs by name, gates with what was compared.
#pragma once

#include "actors/edge/json/json_writer.hpp"
#include "trading/decision.hpp"

namespace troupe::actors {

void write_decision_members(json_writer& json, const trading::decision& made);
// An array of {"name","value","comparison","threshold","passed"}.
void write_gates(json_writer& json, const trading::gate_list& gates);

} // namespace troupe::actors
