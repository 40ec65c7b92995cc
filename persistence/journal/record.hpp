// What the journal holds: an event, and its place in the order and in the chain of causes.
//
// docs/journal-format.md gives every byte of the files.
#pragma once

#include "trading/events.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace troupe::persistence::journal {

// Sequence numbers start at 1 and have no gaps; 0 means "none" where a cause is named.
struct record {
  std::uint64_t seq = 0;
  std::uint64_t epoch = 0; // of the lease under which it was written
  std::uint32_t stream = 0;
  std::uint64_t cause_seq = 0;
  trading::time_ns market_ns = 0;
  std::int64_t wall_ns = 0; // for people; nothing is decided by it
  trading::event event;
};

// BLAKE2b-256 over the previous one and a record's bytes.
using chain_hash = std::array<unsigned char, 32>;

std::string to_hex(const chain_hash& hash);

// A place in the journal that is not as it was written.
struct damage {
  std::string file;
  std::uint64_t offset = 0;
  std::string why;
  // The last group of records was being written when the machine stopped; the next start of the
  // writer cuts it off, as nothing after it was ever reported as written.
  bool torn_tail = false;
};

// "FILE at byte OFFSET: WHY"
std::string to_text(const damage& found);

} // namespace troupe::persistence::journal
