// Exact values out of, and into, the text of the venue's messages.
#pragma once

#include "trading/market/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace troupe::net::alpaca {

// A decimal ("150", "-0.5", "1e-05") in units of 1e-9. What lies beyond nine decimals, as in the
// venue's computed averages, is rounded half away from zero. Nothing where it is not a decimal or
// does not fit in 64 bits.
std::optional<std::int64_t> parse_decimal(std::string_view text);

// RFC 3339 with any offset and up to nine decimals. Nothing where it is something else.
std::optional<trading::time_ns> parse_timestamp(std::string_view text);

// Appends the text as a JSON string, quoted and escaped.
void append_json(std::string& out, std::string_view text);

} // namespace troupe::net::alpaca
