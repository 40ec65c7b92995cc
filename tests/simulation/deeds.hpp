// What a run did, a line for each decision, intent and fill, as the journal's digest takes them
// (persistence/journal/digest.hpp): to say where two runs part when their digests differ.
#pragma once

#include "tests/simulation/invariants.hpp"

#include <set>
#include <string>

namespace troupe::simulation {

using deed_list = std::set<std::string>; // begins with the market's instant

deed_list deeds_of(const record_list& records);

// Of `done`, what `others` has not.
deed_list only_in(const deed_list& done, const deed_list& others);

// A wish that came to nothing, or an assessment: no intent and no fill.
bool is_decision(const std::string& deed);

// How many of each the other has not, and the first of them; empty where they are equal.
std::string difference_between(const deed_list& expected, const deed_list& done);

} // namespace troupe::simulation
