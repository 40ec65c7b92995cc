// What people are told of a journal record, as the API shows it:
//   {"seq":7,"time":"market","severity":"warning","kind":"risk_refused","text":"one sentence"}
#pragma once

#include "actors/edge/json/json_writer.hpp"
#include "persistence/journal/record.hpp"

namespace troupe::actors {

// Nothing, and false, for a record that nobody is told of.
bool write_notice(json_writer& json, const persistence::journal::record& told);

} // namespace troupe::actors
