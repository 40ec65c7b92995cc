// The control messages of a data stream in MessagePack, from and to the JSON text that the stream
// works with.
#pragma once

#include <string>
#include <string_view>

namespace troupe::net::venue {

// What the venue says; its numbers are integers. "T" comes first in every map.
std::string packed_control(std::string_view json);
// What a client says, its text made valid UTF-8. Empty for what is not one MessagePack value, or is
// nested deeper than four levels: a message needs two.
std::string control_text(std::string_view packed);

} // namespace troupe::net::venue
