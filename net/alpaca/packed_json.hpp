// The same message in MessagePack: the way in which data streams that were asked for it speak.
#pragma once

#include <string>
#include <string_view>

namespace troupe::net::alpaca {

// Of JSON of our own making; keys come in ascending order. Throws where it is no JSON.
std::string packed_json(std::string_view json);

} // namespace troupe::net::alpaca
