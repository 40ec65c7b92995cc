// The segment files of a journal's folder. A file's name is the number of its first record in
// twenty digits; other names in the folder are not the journal's, but for the folder `archive`,
// which holds old segments (archive.hpp).
#pragma once

#include "trading/result.hpp"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace troupe::persistence::journal {

struct segment {
  std::filesystem::path path;
  std::uint64_t first_seq = 0;
};

std::filesystem::path archive_folder(const std::filesystem::path& folder);
std::filesystem::path segment_path(const std::filesystem::path& folder, std::uint64_t first_seq);

// By first number; one that is in the archive already and not yet gone from the folder counts as
// the folder's. Errors: `journal_missing` (no such folder), `io_error`.
result<std::vector<segment>> list_segments(const std::filesystem::path& folder);

} // namespace troupe::persistence::journal
