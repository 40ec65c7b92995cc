// MessagePack values by their first byte, and what they mean to the venue's messages.
//
// Memory: skip_packed() is for bytes not known yet and never looks more than nine bytes past their
// end; the others read values it has gone over. Internal to the frame decoder.
#pragma once

#include "trading/market/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace troupe::net::alpaca {

// The size of a value that holds no other, by its first byte; zero where more must be looked at.
extern const std::array<unsigned char, 256> packed_sizes;

// As skip_packed(), for any value.
const char* skip_any_packed(const char* at, const char* end);

// Behind the value that begins at `at`, whatever it holds; null where it is cut or is none. Nested
// values cost no stack, and no time beyond their bytes.
inline const char* skip_packed(const char* at, const char* end) {
  const auto size = at < end ? packed_sizes[static_cast<unsigned char>(*at)] : 0;
  return size > 0 && size <= end - at ? at + size : skip_any_packed(at, end);
}

struct packed_header {
  std::uint64_t items = 0;     // of the array, or pairs of the map
  const char* first = nullptr; // null where there is no such header
};
packed_header packed_array(const char* at, const char* end);
packed_header packed_map(const char* at, const char* end);

// Null stands for a value that is absent: nothing, as for one of another type.
std::optional<std::string_view> packed_text(const char* at);
bool packed_true(const char* at);
// A whole number from zero on, also one written as a floating-point number (up to 2^53).
std::optional<std::uint64_t> packed_unsigned(const char* at);
// A number or decimal text, in units of 1e-9; see shortest_decimal.hpp.
std::optional<std::int64_t> packed_units(const char* at);
// The timestamp extension in its three lengths, or RFC 3339.
std::optional<trading::time_ns> packed_time(const char* at);

} // namespace troupe::net::alpaca
