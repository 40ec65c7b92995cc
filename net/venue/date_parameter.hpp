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

// What calendars serve however much is asked for: 80 years, some 20,000 sessions.
inline constexpr std::chrono::sys_days first_date_served =
    std::chrono::year(1970) / std::chrono::January / 1;
inline constexpr std::chrono::sys_days last_date_served =
    std::chrono::year(2049) / std::chrono::December / 31;

// YYYY-MM-DD, or a time, of which the date as it is written counts.
result<std::optional<std::chrono::sys_days>> date_parameter(const call& asked,
                                                            std::string_view name);
// RFC 3339, or YYYY-MM-DD: midnight in New York.
result<std::optional<trading::time_ns>> market_time_parameter(const call& asked,
                                                              std::string_view name);

std::string date_text(std::chrono::sys_days day); // "2026-11-23"

} // namespace troupe::net::venue
