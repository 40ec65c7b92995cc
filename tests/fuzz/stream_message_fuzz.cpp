// What clients say on a stream, as JSON and as MessagePack.
#include "actors/edge/stream/message_encoding.hpp"
#include "actors/edge/stream/stream_request.hpp"
#include "tests/fuzz/input.hpp"

#include <string>

using namespace troupe;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [which, text] = fuzz::choose(data, size, 2);
  const auto read = actors::read_stream_request(which == 0 ? std::string(text)
                                                           : actors::from_msgpack(text));
  if (!read)
    return 0;
  if (const auto* wanted = std::get_if<actors::subscribe_request>(&*read))
    fuzz::expect(!wanted->adds || !wanted->channels.empty() || !wanted->unknown_channels.empty(),
                 "who subscribes names a channel");
  return 0;
}
