// The heads of HTTP/1.1 messages as they stand on the wire.
#pragma once

#include "net/http/message.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::net::http {

// Appends "name: value\r\n"; a line break within either is left out, so that no value can begin a
// header of its own.
void append_header(std::string& head, std::string_view name, std::string_view value);

// Appends a request's head and body. `fixed` holds whole header lines (Host and those that every
// request has); bytes of the target that no target may have are percent-encoded.
void append_request(std::string& out, std::string_view base_path, std::string_view fixed,
                    const request& message);

enum class persistence { keep_alive, close };

// The head of a response, empty line included. The body's length is named whether or not the body
// follows, as HEAD wants it; 204 and 304 name none.
std::string response_head(const response& answer, persistence connection);

// Whether a response of this status has a body at all.
bool has_body(int status);

// A refusal: the status with `{"message":"…"}`. `message` needs no escaping in JSON.
response refusal(int status, std::string_view message);

} // namespace troupe::net::http
