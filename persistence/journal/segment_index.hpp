// The sparse index of a segment: where some of its groups begin, and which market instants stand
// between two such places. With it a reader is at any record, or at any instant, after a stretch of
// about index_stride bytes instead of the whole segment.
//
// The index is derived: the same segment gives the same index, byte for byte, whoever makes it. The
// writer keeps it in `<first number>.index` beside each complete segment, and makes it anew at its
// start where it is missing or is not what the records say. A reader believes none that is damaged
// or of another segment, and walks over the segment then. So an index may be deleted at any time.
//
// The file: "TROUPEIX", then integers of eight bytes: format (1), the number of entries, the
// segment's size; the chain hash after the segment's last record; of each entry sequence number,
// offset, earliest and latest instant; last the CRC-32C of all before it.
#pragma once

#include "persistence/journal/layout.hpp"
#include "persistence/journal/segments.hpp"

#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace troupe::persistence::journal {

inline constexpr std::uint64_t index_stride = 256 << 10;

// From this record on, up to the next entry.
struct index_entry {
  std::uint64_t first_seq = 0;
  std::uint64_t offset = 0; // of the record
  std::int64_t earliest_ns = std::numeric_limits<std::int64_t>::max(); // market time
  std::int64_t latest_ns = std::numeric_limits<std::int64_t>::min();

  friend bool operator==(const index_entry&, const index_entry&) = default;
};

class segment_index {
public:
  // Every record of the segment, in order. An entry begins with the first of a group that stands
  // at least a stride behind the entry before it.
  void add(const record_header& header, std::uint64_t offset);
  const std::vector<index_entry>& entries() const { return entries_; }
  // The last entry at or before this record; none where it stands before the first.
  const index_entry* before(std::uint64_t seq) const;

  std::string to_bytes(std::uint64_t segment_bytes, const chain_hash& head) const;

private:
  friend std::optional<segment_index> load_index(const segment& of);
  std::vector<index_entry> entries_;
};

std::filesystem::path index_path(const std::filesystem::path& segment);

// Of a complete segment: none where there is no index of exactly this segment.
std::optional<segment_index> load_index(const segment& of);
// Writes the index of a complete segment, unless it is there already. That it cannot be written is
// no failure: readers walk.
void keep_index(const segment_index& index, const std::filesystem::path& segment,
                std::uint64_t segment_bytes, const chain_hash& head);

// Stretches of sequence numbers that hold every record of the market instants [from, to], and as
// few others as the indexes can tell; the last is open, as the journal may grow.
struct seq_stretch {
  std::uint64_t first = 1;
  std::uint64_t behind = std::numeric_limits<std::uint64_t>::max();

  friend bool operator==(const seq_stretch&, const seq_stretch&) = default;
};
// Errors: `journal_missing`, `io_error`.
result<std::vector<seq_stretch>> stretches_of(const std::filesystem::path& folder,
                                              std::int64_t from_ns, std::int64_t to_ns);

} // namespace troupe::persistence::journal
