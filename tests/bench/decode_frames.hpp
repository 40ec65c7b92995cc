// Frames of quotes as the venue's data stream sends them, the same ones in JSON and MessagePack.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace troupe::bench {

struct decode_frames {
  std::vector<std::string> json;
  std::vector<std::string> packed;
  std::size_t quotes = 0; // in all frames together
};

// Stocks near a few hundred dollars, in cents; nanosecond stamps some 0.2 ms apart. The same seed
// makes the same bytes.
decode_frames make_decode_frames(std::size_t frames, std::size_t quotes_per_frame,
                                 std::uint64_t seed);

} // namespace troupe::bench
