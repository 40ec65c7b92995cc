#include "net/alpaca/frame_decoder.hpp"

#include "net/alpaca/json_frame_reader.hpp"
#include "net/alpaca/known_json_reader.hpp"
#include "net/alpaca/packed_frame_reader.hpp"

namespace troupe::net::alpaca {

namespace {

// Every array of MessagePack begins with such a byte, and no JSON text.
bool begins_packed(std::string_view frame) {
  return !frame.empty() && static_cast<unsigned char>(frame.front()) >= 0x80;
}

} // namespace

class frame_decoder::state {
public:
  void decode(std::string_view frame, frame_listener& listener) {
    if (!read(frame, listener))
      ++counters_.malformed_frames;
  }

  const decoder_counters& counters() const { return counters_; }

private:
  bool read(std::string_view frame, frame_listener& listener) {
    if (begins_packed(frame))
      return packed_.read(frame, listener, counters_);
    return known_.read(frame, listener, counters_) || general_.read(frame, listener, counters_);
  }

  packed_frame_reader packed_;
  known_json_reader known_;
  json_frame_reader general_;
  decoder_counters counters_;
};

frame_decoder::frame_decoder() : state_(std::make_unique<state>()) {}
frame_decoder::~frame_decoder() = default;

void frame_decoder::decode(std::string_view frame, frame_listener& listener) {
  state_->decode(frame, listener);
}

const decoder_counters& frame_decoder::counters() const {
  return state_->counters();
}

} // namespace troupe::net::alpaca
