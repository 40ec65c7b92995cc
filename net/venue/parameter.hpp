// Query parameters turned into values. Absent and empty mean the same.
#pragma once

#include "net/venue/call.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace troupe::net::venue {

struct integer_range {
  std::int64_t least;
  std::int64_t most;
  std::int64_t absent; // the value when the parameter is not given
};

// Each has the error `invalid_parameter`.
result<std::int64_t> integer_parameter(const call& asked, std::string_view name,
                                       integer_range allowed);
// RFC 3339 or YYYY-MM-DD (midnight UTC).
result<std::optional<trading::time_ns>> time_parameter(const call& asked, std::string_view name);
// "true" in any case, as "True" and "TRUE" are sent too; anything else is false.
bool flag_parameter(const call& asked, std::string_view name);
// A comma-separated list, sorted and without repeats.
result<std::vector<trading::symbol>> symbols_parameter(std::string_view list);

} // namespace troupe::net::venue
