// Appends records to a journal's files: numbers, checksums, the hash chain, groups, segments. What
// a record's payload means is its owner's; writer.hpp puts events in.
//
// append() only fills memory; flush() hands the group to the kernel in one write and, with sync,
// returns once it is on the disk. What flush() has not yet confirmed may be lost by a crash of the
// machine, what it has confirmed may not.
//
// When the disk is full flush() fails with `disk_full`, the files stay as they were, and append()
// refuses with the same code until a later flush() succeeds with what is waiting. The buffer's
// bound is buffer_max_bytes: beyond it append() refuses with `journal_backlog` until a flush.
//
// Not thread-safe: one owner calls it. flushed_seq() alone may be read by others (see reader).
#pragma once

#include "persistence/codec/buffer.hpp"
#include "persistence/journal/layout.hpp"
#include "persistence/journal/record.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace troupe::persistence::journal {

struct writer_options {
  std::uint64_t segment_bytes = 64ULL << 20;    // a new file begins after so many
  std::uint64_t preallocate_bytes = 1ULL << 20; // asked of the disk ahead of need; 0: never
  std::uint64_t buffer_max_bytes = 64ULL << 20;
};

// A record's header but for what its place in the journal says.
struct chain_record {
  std::uint8_t type = 0;
  std::int64_t market_ns = 0;
  std::uint64_t cause_seq = 0;
  std::int64_t wall_ns = 0;
};

// Shown every record that is there already, in order; an error makes it `journal_damaged`.
using record_visitor = std::function<result<void>(const record_header&, std::string_view payload)>;
// Writes the payload behind what the buffer holds.
using fill_payload = std::function<void(codec::buffer&)>;

class chain_writer {
public:
  // Creates the folder where there is none, checks every record, cuts a torn tail off, and goes on
  // behind the last record. Errors: `journal_locked` (another process writes it),
  // `journal_damaged` (names file and offset; nothing is changed), `stale_epoch` (the journal holds
  // a higher one), `invalid_account` (empty, over 48 bytes, or not the journal's), `io_error`.
  static result<chain_writer> open(const std::filesystem::path& folder, std::string_view account,
                                   std::uint64_t epoch, const writer_options& options,
                                   const record_visitor& each);
  chain_writer(chain_writer&&) noexcept;
  chain_writer& operator=(chain_writer&&) noexcept;
  // What was not flushed is lost.
  ~chain_writer();

  // Returns the record's sequence number. Errors: `disk_full`, `io_error`, `journal_backlog`,
  // `event_too_large`.
  result<std::uint64_t> append(const chain_record& next, const fill_payload& fill);
  // Errors: `disk_full`, `io_error`; after a failed sync the writer stays refusing, because the
  // kernel may have dropped what it could not write.
  result<void> flush(bool sync);
  // What was appended and not flushed was never appended.
  void forget_waiting();

  std::uint64_t last_seq() const;    // appended
  std::uint64_t flushed_seq() const; // handed to the kernel: what a reader may read
  std::uint64_t synced_seq() const;  // on the disk
  std::uint32_t stream() const;
  // What open() cut off the end.
  const std::optional<damage>& healed() const;

private:
  class body;
  explicit chain_writer(std::unique_ptr<body> content);
  std::unique_ptr<body> body_;
};

} // namespace troupe::persistence::journal
