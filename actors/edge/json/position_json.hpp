// A position as Alpaca's API writes it: symbols of pairs without their slash, amounts as decimal
// strings, ratios as fractions (0.01 is one percent). What is earned today on what was held
// before today is not known here and is null.
#pragma once

#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/read_model/read_model.hpp"

namespace troupe::actors {

void write_position(json_writer& json, const read_model& known, const trading::position& held);
// All that is held, as an array.
void write_positions(json_writer& json, const read_model& known);

} // namespace troupe::actors
