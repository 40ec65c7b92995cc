// Members of JSON bodies as text, which amounts are read from exactly.
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace troupe::net {

// The decimal text of a member: numbers with nine decimals, which is exact for what fits. Empty
// where there is none.
std::string text_of(const nlohmann::json& object, const char* name);

} // namespace troupe::net
