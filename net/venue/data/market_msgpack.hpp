// What the data streams tell, in MessagePack: the members and their order are those of the JSON
// form, so "T" comes first.
#pragma once

#include "net/venue/data/stream_message.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace troupe::net::venue {

std::string packed_object(const stream_message& told);
std::string packed_object(const market_event& told);
// The head of an array, to be followed by so many objects.
std::string packed_array(std::size_t count);
// What tick_frame writes.
std::string packed_tick(trading::time_ns at, std::uint64_t step, bool end);

} // namespace troupe::net::venue
