// A journal record as the API shows it: its place in the order of things, and what it holds.
//   {"seq":7,"cause_seq":6,"type":"intent","time":"market","recorded_at":"wall","content":{…}}
#pragma once

#include "actors/edge/json/json_writer.hpp"
#include "persistence/journal/record.hpp"

namespace troupe::actors {

void write_record(json_writer& json, const persistence::journal::record& told);

} // namespace troupe::actors
