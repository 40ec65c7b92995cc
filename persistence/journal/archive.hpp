// The archive of a journal: complete segments that are old, in the folder `archive` below the
// journal's. They stay a part of the journal: readers, verify and the writer's start read them from
// there, so nothing is known less for it. The folder may be a mount or a link to a slower disk.
// Nothing is ever deleted.
#pragma once

#include "trading/result.hpp"
#include "trading/market/time.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>

namespace troupe::persistence::journal {

struct archived {
  std::uint64_t segments = 0;
  std::uint64_t bytes = 0;
};

// Moves the segments at the journal's beginning all of whose records are of market instants before
// this one, as their indexes say; never the last segment, nor anything behind one that is younger
// or has no index. A segment is whole in the archive before it leaves its folder, so it may be
// interrupted, and may run beside the writer. Where there is a `stop`, it is asked before each
// segment, and one that says yes leaves the rest for another time.
// Errors: `journal_missing`, `disk_full`, `io_error`.
result<archived> archive_before(const std::filesystem::path& folder, trading::time_ns before_ns,
                                const std::function<bool()>& stop = {});

// The same, of what is older by more than this than the latest market instant of the last segment.
// Errors: those and `journal_damaged`.
result<archived> archive_older_than(const std::filesystem::path& folder, trading::time_ns age_ns);

} // namespace troupe::persistence::journal
