// Query parameters that name a day. Absent and empty mean the same; each error is
// `invalid_parameter`.
#pragma once

#include "net/venue/call.hpp"
#include "trading/result.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace troupe::net::venue {

// YYYY-MM-DD, or a time, of which the date as it is written counts.
result<std::optional<std::chrono::sys_days>> date_parameter(const call& asked,
                                                            std::string_view name);
// RFC 3339, or YYYY-MM-DD: midnight in New York.
result<std::optional<trading::time_ns>> market_time_parameter(const call& asked,
                                                              std::string_view name);

std::string date_text(std::chrono::sys_days day); // "2026-11-23"

} // namespace troupe::net::venue
