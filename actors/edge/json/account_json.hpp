// The account as Alpaca's API writes it: amounts are decimal strings. Besides Alpaca's members it
// has `simulated`, `trading_enabled` and `halted`.
#pragma once

#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/read_model/read_model.hpp"

namespace troupe::actors {

// The portfolio must have told the account.
void write_account(json_writer& json, const read_model& known);

} // namespace troupe::actors
