// Reads the frames of a market data stream: bytes in, typed values out. Knows no socket.
//
// Frames are JSON text or MessagePack, as the stream was asked for; the first byte tells which, as
// both begin with an array. The same data makes the same calls and counts in either.
//
// Prices and sizes become fixed point, times nanoseconds. Those of JSON come from their text with
// no floating point on the way; a floating-point number of MessagePack counts as the shortest
// decimal that reads back as it, which is how the venue's JSON writes it.
//
// Keys may come in any order; unknown keys and kinds are left alone. A message that cannot be read
// is counted and the rest of its frame still told; of a frame that is cut or has not the form,
// what came before the fault is told as far as the form can be followed, and the frame counted.
//
// After the first frames nothing is allocated for a quote, trade or bar whose symbol has at most
// fifteen letters, or is among the last few hundred told: buffers are used again. There are five,
// each of at most some twice the size of the largest frame so far, which the socket bounds.
#pragma once

#include "net/alpaca/frame_listener.hpp"

#include <memory>
#include <string_view>

namespace troupe::net::alpaca {

class frame_decoder {
public:
  frame_decoder();
  ~frame_decoder();
  frame_decoder(const frame_decoder&) = delete;
  frame_decoder& operator=(const frame_decoder&) = delete;

  // The listener may do as it likes, but not call this decoder.
  void decode(std::string_view frame, frame_listener& listener);
  const decoder_counters& counters() const;

private:
  class state;
  std::unique_ptr<state> state_;
};

} // namespace troupe::net::alpaca
