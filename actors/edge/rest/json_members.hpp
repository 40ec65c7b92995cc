// Members of the JSON bodies that requests carry.
#pragma once

#include "net/json_text.hpp"
#include "trading/result.hpp"

#include <nlohmann/json.hpp>

#include <string_view>

namespace troupe::actors {

using net::text_of;

// Error: `invalid_body`.
result<nlohmann::json> read_object(std::string_view body);

} // namespace troupe::actors
