// The little of HTTP and WebSocket that a server needs to be a bench's venue: written by hand, so
// that what it costs on this side of the socket stays small and always the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace troupe::bench {

struct http_request {
  std::string method;
  std::string target;
  std::string websocket_key; // of an upgrade; empty otherwise
  std::string content_type;
  std::string body;
};

// Takes the first whole request off the front of `received`; nothing while more is to come.
std::optional<http_request> take_request(std::string& received);

struct client_frame {
  std::uint8_t opcode = 0;
  std::string payload; // unmasked
};

// Takes the first whole frame off the front of `received`; nothing while more is to come. Frames
// of up to 64 KiB, which is more than any client of a bench sends.
std::optional<client_frame> take_frame(std::string& received);

inline constexpr std::uint8_t text_frame = 0x1;
inline constexpr std::uint8_t close_frame = 0x8;
inline constexpr std::uint8_t ping_frame = 0x9;
inline constexpr std::uint8_t pong_frame = 0xa;

// A server's frame, whole and not masked.
std::string server_frame(std::string_view payload, std::uint8_t opcode = text_frame);

// The answer that opens a WebSocket.
std::string upgrade_response(std::string_view key);
std::string json_response(int status, std::string_view body);

} // namespace troupe::bench
