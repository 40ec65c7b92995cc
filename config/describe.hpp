// The configuration as text: the effective values with their origins, and the reference file.
#pragma once

#include "config/load.hpp"

#include <string>
#include <vector>

namespace troupe::config {

struct described_value {
  std::string key;
  std::string value; // secrets as "********"
  std::string origin;
};

// In the schema's order, then strategies and nodes by name.
std::vector<described_value> describe(const loaded& from);

// What config/troupe.toml holds: every key with its default, range, variables and meaning.
std::string reference_toml();

} // namespace troupe::config
