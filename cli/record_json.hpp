// A journal record for people and scripts. Amounts are decimal text, instants RFC 3339, words as
// Alpaca spells them. First come type, seq, t (the market instant), cause, epoch and wall (the
// wall clock), then the event's fields by name; an intent's request and a history bar are flat.
#pragma once

#include "persistence/journal/record.hpp"

#include <string>

namespace troupe::cli {

// One JSON object, without a line's end.
std::string record_json(const persistence::journal::record& entry);

// "SEQ INSTANT TYPE name=value …"
std::string record_line(const persistence::journal::record& entry);

} // namespace troupe::cli
