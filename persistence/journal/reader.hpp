// Reads an account's journal in order, checking every record on the way: its checksum, its place
// in the hash chain, its number, and that it decodes.
//
// Reading while a writer writes is sound in the writer's own process with follow(): give it the
// writer's flushed_seq(), and no byte beyond that record is looked at. Without follow() the reader
// goes to the end of the files; a torn tail counts as the end.
//
// Not thread-safe; any number of readers may read one journal.
#pragma once

#include "persistence/journal/record.hpp"
#include "trading/result.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

namespace troupe::persistence::journal {

class reader {
public:
  // A folder without files is an empty journal. Errors: `journal_missing`, `io_error`.
  static result<reader> open(const std::filesystem::path& folder);
  reader(reader&&) noexcept;
  reader& operator=(reader&&) noexcept;
  ~reader();

  // The next record is the first with this number or a higher one.
  result<void> seek(std::uint64_t seq);
  // Nothing beyond this number is read; it only grows.
  void follow(std::uint64_t last_seq);

  // The next record, or none at the end; more may come later. Errors: `journal_damaged` (names
  // file and offset), `io_error`.
  result<std::optional<record>> next();
  // Of the record that next() gave last, or of what it found damaged.
  damage place() const;
  // What next() took for the end, where a machine stopped in the middle of a write.
  const std::optional<damage>& torn() const;
  // At most max records from seq on: quick when seq goes on where the last call ended.
  result<std::vector<record>> read_from(std::uint64_t seq, std::size_t max);

private:
  class body;
  explicit reader(std::unique_ptr<body> content);
  std::unique_ptr<body> body_;
};

} // namespace troupe::persistence::journal
