// The libraries one would decode quotes with, used as plainly and as well as they can be: the
// floor that the decoder is held against. This source is compiled for the machine at hand.
//
// They do less than the decoder: prices stay binary floating point, times as they stand on the
// wire, symbols are not checked. Both throw std::runtime_error on a frame they cannot read.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace troupe::bench {

// What was read, so that nothing is optimized away and the readers can be held against each other.
struct quotes_read {
  std::uint64_t count = 0;
  double prices = 0;
  double sizes = 0;
  std::uint64_t letters = 0; // of symbols

  friend bool operator==(const quotes_read&, const quotes_read&) = default;
};

// simdjson on-demand: each field once, in the order of the text.
quotes_read read_with_simdjson(const std::vector<std::string>& frames);
// msgpack-c: the frame as objects that refer to its bytes, in one zone used again.
quotes_read read_with_msgpack(const std::vector<std::string>& frames);

} // namespace troupe::bench
