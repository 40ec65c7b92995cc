// A secret from whoever types it: without echo on a terminal, else the first line of standard
// input.
#pragma once

#include "trading/result.hpp"

#include <string>

namespace troupe::cli {

// Error: `no_input` where there is none.
result<std::string> read_secret(const std::string& what);

} // namespace troupe::cli
