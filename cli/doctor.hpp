// `troupe doctor`: what this machine and configuration would make of a run. Looks, and changes
// nothing but one file in $TROUPE_HOME that it removes again.
#pragma once

#include "config/load.hpp"

#include <iosfwd>

namespace troupe::cli {

// Prints a line a check: ok, warn or fail, and why. Returns 0, or 1 where one failed, or 2 where
// the configuration cannot be read.
int doctor(const config::sources& from, bool json, std::ostream& output, std::ostream& errors);

} // namespace troupe::cli
