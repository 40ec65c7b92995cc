// Keeps the indexes of a journal while its segments are walked over, or written: of the present
// segment in memory, of each complete one beside it.
#pragma once

#include "persistence/journal/cursor.hpp"
#include "persistence/journal/segment_index.hpp"

#include <string_view>

namespace troupe::persistence::journal {

class index_keeper {
public:
  // After each advance() of a cursor that began with the journal.
  void walk(const cursor& at, cursor::step taken);
  // Records that were written to the present segment, from this offset on.
  void add(std::string_view records, std::uint64_t offset);
  // The present segment is complete: so long, with this chain hash at its end.
  void close(const std::filesystem::path& folder, std::uint64_t segment_bytes,
             const chain_hash& head);

private:
  segment_index present_;
  std::filesystem::path file_; // of the walk, and where it came to in it
  std::uint64_t end_ = 0;
  chain_hash head_{};
};

} // namespace troupe::persistence::journal
