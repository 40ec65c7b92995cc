// The head of a frame that a server sends: RFC 6455, section 5.2, whole and unmasked.
#pragma once

#include "net/websocket/connection.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace troupe::net::websocket {

class frame_header {
public:
  frame_header(std::uint64_t payload_bytes, opcode kind) {
    constexpr std::uint64_t short_max = 125;
    constexpr std::uint64_t medium_max = 0xffff;
    constexpr std::uint8_t medium = 126;
    constexpr std::uint8_t large = 127;
    constexpr std::uint8_t whole_text = 0x81;
    constexpr std::uint8_t whole_binary = 0x82;
    put(kind == opcode::text ? whole_text : whole_binary);
    if (payload_bytes <= short_max) {
      put(static_cast<std::uint8_t>(payload_bytes));
      return;
    }
    put(payload_bytes <= medium_max ? medium : large);
    for (int shift = payload_bytes <= medium_max ? 8 : 56; shift >= 0; shift -= 8)
      put(static_cast<std::uint8_t>(payload_bytes >> shift));
  }

  std::string_view bytes() const { return {bytes_.data(), size_}; }

private:
  void put(std::uint8_t byte) { bytes_[size_++] = static_cast<char>(byte); }

  std::array<char, 10> bytes_; // the longest there is
  std::size_t size_ = 0;
};

} // namespace troupe::net::websocket
