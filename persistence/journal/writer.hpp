// The one writer of an account's journal: gives each event its sequence number and its cause, and
// makes it durable in groups.
//
// Groups, durability and a full disk are chain_writer's. Not thread-safe: one owner calls it;
// flushed_seq() alone may be read by others (see reader).
#pragma once

#include "persistence/journal/cause_index.hpp"
#include "persistence/journal/chain_writer.hpp"
#include "persistence/journal/record.hpp"
#include "trading/events.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace troupe::persistence::journal {

class writer {
public:
  // As chain_writer's, with its errors.
  static result<writer> open(const std::filesystem::path& folder, std::string_view account,
                             std::uint64_t epoch, const writer_options& options = {});

  // Returns the event's sequence number. Errors: chain_writer's.
  result<std::uint64_t> append(const trading::event& happened, std::int64_t wall_ns);
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
  writer() = default;

  cause_index causes_;
  std::optional<chain_writer> chain_;
};

} // namespace troupe::persistence::journal
