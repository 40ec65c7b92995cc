// Reads any frame of JSON text, whatever its spaces, its order of keys and its kinds. Internal to
// the frame decoder, which asks it for what known_json_reader leaves.
#pragma once

#include "net/alpaca/frame_listener.hpp"
#include "net/alpaca/market_message.hpp"
#include "net/alpaca/padded_text.hpp"

#include <string_view>

#include <simdjson.h>

namespace troupe::net::alpaca {

class json_frame_reader {
public:
  // False where the frame is malformed; what came before the fault has been told.
  bool read(std::string_view frame, frame_listener& listener, decoder_counters& counters);

private:
  padded_text text_;
  simdjson::ondemand::parser parser_;
};

} // namespace troupe::net::alpaca
