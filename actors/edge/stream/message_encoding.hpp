// The two forms of a stream's messages: JSON text, and the same as MessagePack for clients that
// offer the WebSocket subprotocol `msgpack`.
#pragma once

#include "net/http/message.hpp"

#include <string>
#include <string_view>

namespace troupe::actors {

// Whether the client offers msgpack first, which the server then accepts.
bool offers_msgpack(const net::http::request& upgrade);
std::string to_msgpack(std::string_view json);
// Empty for bytes that are no MessagePack.
std::string from_msgpack(std::string_view bytes);

} // namespace troupe::actors
