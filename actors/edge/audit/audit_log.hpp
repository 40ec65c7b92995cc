// The audit log: $TROUPE_HOME/audit.jsonl (mode 0600), a line of JSON a write, only ever added to.
//
// A line is one write(2) to a file opened for appending, so that the edge and the command line may
// both add to it. It is in the kernel when append() returns and not forced to the disk: what
// decides about money is in the journal, which is. Never shortened here; who rotates it may move it
// away at any time. A line that a crash tore is left out when it is read.
#pragma once

#include "actors/edge/audit/audit_entry.hpp"
#include "trading/result.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace troupe::actors {

struct audit_query {
  std::size_t limit = 100;
  std::string who;                // empty: everybody
  std::uint64_t before_byte = 0;  // a page token; 0: from the end
};

class audit_log {
public:
  explicit audit_log(const std::filesystem::path& home) : path_(home / "audit.jsonl") {}

  const std::filesystem::path& path() const { return path_; }
  // Microseconds. Error: `file_unwritable`.
  result<void> append(const audit_entry& entry) const;
  // The latest first, {"items":[…],"next_page_token":…}. Reads the file: never on a lane; gives
  // what it has found when `stop` says so. Error: `file_unreadable`.
  result<std::string> list(const audit_query& wanted, const std::function<bool()>& stop) const;

private:
  std::filesystem::path path_;
};

} // namespace troupe::actors
