// Reads the frames of a stream in MessagePack: the same messages as in JSON, the same calls and
// counts. Internal to the frame decoder.
//
// One walk over the bytes finds where each field's value lies, whatever the order of the keys; then
// those that the kind needs are read. A key that is no text, and a value of a type not expected,
// are as an unknown key and an unreadable value in JSON. Nothing is allocated except for
// subscriptions and, now and then, a symbol's first time.
#pragma once

#include "net/alpaca/frame_listener.hpp"
#include "net/alpaca/padded_text.hpp"
#include "net/alpaca/symbol_cache.hpp"

#include <string_view>

namespace troupe::net::alpaca {

struct packed_fields;

class packed_frame_reader {
public:
  // False where the frame is malformed; what came before the fault has been told.
  bool read(std::string_view frame, frame_listener& listener, decoder_counters& counters);

private:
  told_as tell(const packed_fields& fields, frame_listener& listener);
  told_as tell_market(char kind, const packed_fields& fields, frame_listener& listener);

  padded_text text_;
  symbol_cache names_;
};

} // namespace troupe::net::alpaca
