// Members of the JSON bodies that requests carry.
#pragma once

#include "trading/result.hpp"

#include <string>
#include <string_view>
#include <nlohmann/json.hpp>

namespace troupe::actors {

// Error: `invalid_body`.
result<nlohmann::json> read_object(std::string_view body);

// The decimal text of a member: numbers with nine decimals, which is exact for what fits. Empty
// where there is none.
std::string text_of(const nlohmann::json& object, const char* name);

} // namespace troupe::actors
