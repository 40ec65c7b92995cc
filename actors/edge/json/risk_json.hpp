// Risk as the edge shows it: the limits, and how the account stands against each rule.
#pragma once

#include "actors/edge/json/json_writer.hpp"
#include "actors/protocol/messages.hpp"
#include "trading/risk/limits.hpp"

namespace troupe::actors {

void write_limits(json_writer& json, const trading::risk_limits& limits);

// Members of an object: state, drawdown, measured_at and rules. All null where risk did not answer.
// A rule's headroom is what is left until its limit; null where nothing is counted. A rule that has
// refused orders and has no figure of its own without one is listed with its refusals alone.
void write_risk_members(json_writer& json, const risk_report* told);

} // namespace troupe::actors
