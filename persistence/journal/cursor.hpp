// Walks over the records of a journal's segments as bytes, checking each: what the reader, the
// verifier and the writer's start have in common. It does not decode payloads.
#pragma once

#include "persistence/journal/file_window.hpp"
#include "persistence/journal/layout.hpp"
#include "persistence/journal/record.hpp"
#include "persistence/journal/segment_index.hpp"
#include "persistence/journal/segments.hpp"
#include "trading/result.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::persistence::journal {

class cursor {
public:
  enum class step : std::uint8_t { record, end, damaged };

  explicit cursor(std::filesystem::path folder) : folder_(std::move(folder)) {}

  // Goes to a record before seq, or to seq itself: of the segment that holds seq, the last place
  // that its index names, or the first record where it has none.
  // Errors: `journal_missing`, `io_error`.
  result<void> start_at(std::uint64_t seq);

  // Goes on to the next record. After an end or a torn tail it may be called again, for what was
  // written since. Error: `io_error`.
  result<step> advance();

  // The record that advance() came to; payload holds until the next call of it.
  const record_header& header() const { return header_; }
  std::string_view payload() const { return payload_; }
  std::uint64_t record_offset() const { return record_offset_; }
  const damage& found() const { return damage_; }

  std::uint64_t next_seq() const { return next_seq_; }
  std::uint64_t epoch() const { return epoch_; }
  const chain_hash& chain() const { return chain_; }
  const std::string& account() const { return account_; }
  // Of the segment that it is in; none while there is no segment.
  const std::filesystem::path* file() const;
  std::uint64_t offset() const { return offset_; } // behind the last record
  std::uint64_t segments_seen() const { return segments_seen_; }

private:
  // What stands at the offset: a record, nothing but zeros to the end, or something else.
  enum class place : std::uint8_t { record, blank, broken };

  result<step> open_segment(std::size_t index);
  result<void> jump();
  bool follows(const chain_hash& before) const;
  result<place> look();
  result<bool> is_blank_from_here();
  result<bool> next_segment_exists();
  result<step> take_record();
  result<step> torn_or_damaged();
  step damaged(std::uint64_t offset, std::string why, bool torn_tail = false);

  std::filesystem::path folder_;
  std::vector<segment> segments_;
  std::optional<std::size_t> at_; // the index of the segment that is open
  std::optional<file_window> window_;
  std::uint64_t offset_ = 0;
  std::uint64_t next_seq_ = 1;
  std::uint64_t epoch_ = 0;
  std::uint64_t segments_seen_ = 0;
  std::uint32_t stream_ = 0;
  std::string account_;
  chain_hash chain_{};
  bool chain_known_ = true; // false where it began in the middle of the journal
  std::optional<index_entry> goal_; // where to begin in the first segment

  record_header header_;
  std::string_view record_bytes_;
  std::string_view payload_;
  std::uint64_t record_offset_ = 0;
  std::string broken_why_;
  damage damage_;
};

} // namespace troupe::persistence::journal
