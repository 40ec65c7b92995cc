// Where the values of one message lie in a MessagePack frame. Internal to the frame decoder.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace troupe::net::alpaca {

enum class packed_name : std::uint8_t {
  unknown, // whatever else there is
  kind,
  symbol,
  time,
  bid,
  bid_size,
  ask,
  ask_size,
  price,
  size,
  id,
  open,
  high,
  low,
  close,
  volume,
  count,
  end,
  code,
  message,
  trades,
  quotes,
  bars,
  ticks
};

// Null where the key is absent; of a key that comes twice, the last.
struct packed_fields {
  std::array<const char*, static_cast<std::size_t>(packed_name::ticks) + 1> places{};
  const char* behind = nullptr; // the message; null where it is cut or no map

  const char* operator[](packed_name name) const { return places[static_cast<std::size_t>(name)]; }
};

// As skip_packed(), of a whole message.
packed_fields find_packed_fields(const char* at, const char* end);

} // namespace troupe::net::alpaca
