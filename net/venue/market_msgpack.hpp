// Bars, quotes and trades as the data streams write them in MessagePack: the members and their
// order are those of the JSON form, so "T" comes first. Prices are 64-bit floats, counts and the
// sizes of stocks integers, the sizes of crypto floats, and `t` is the standard timestamp extension
// (-1) in its shortest form.
#pragma once

#include "net/venue/market_source.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace troupe::net::venue {

std::string packed_object(const market_event& event);
// The head of an array, to be followed by so many objects.
std::string packed_array(std::size_t count);
// What tick_frame writes.
std::string packed_tick(trading::time_ns at, std::uint64_t step, bool end);

} // namespace troupe::net::venue
