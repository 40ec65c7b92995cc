// Reads frames of nothing but quotes, trades and minute bars in the venue's own compact spelling,
// which in the middle of a market is nearly all of them, faster than a general
// reader. Internal to the frame decoder.
//
// A frame is either understood to its last byte, and then told, or left alone: json_frame_reader is
// to judge it. So both make the same calls and counts for every frame there is.
//
// The messages of a frame wait in a buffer until it has been read; each takes about the room of its
// text, and the buffer stays as large as the largest frame made it.
#pragma once

#include "net/alpaca/frame_listener.hpp"
#include "net/alpaca/json_scanner.hpp"
#include "net/alpaca/padded_text.hpp"
#include "net/alpaca/symbol_cache.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

namespace troupe::net::alpaca {

class known_json_reader {
public:
  // False where anything is unexpected; then nothing has been told or counted.
  bool read(std::string_view frame, frame_listener& listener, decoder_counters& counters);

private:
  using message = std::variant<trading::quote, trading::trade, trading::bar>;

  bool read_frame(std::string_view frame);
  // Each from its place on; the place behind, null for a refusal.
  const char* read_message(const char* at);
  const char* read_quote(const char* first, trading::quote& into);
  const char* read_trade(const char* first, trading::trade& into);
  const char* read_bar(const char* first, trading::bar& into);
  const char* take_symbol(const char* at, trading::symbol& name);
  // All of `needed` must be there. take_field(place, key, bit) reads one field and says which.
  template <class Take>
  static const char* read_fields(const char* at, unsigned needed, Take take_field);

  padded_text text_;
  json_clock clock_;
  symbol_cache names_;
  std::vector<message> messages_; // of the frame at hand
};

} // namespace troupe::net::alpaca
