// A folder's files in one file, with a hash over all of it: what `troupe backup` writes.
//
// The file: `TROUPEBK`, the format number 1 in four bytes, four zero bytes; then for each file a
// byte 1, its mode (4 bytes), the size of its path (4), its size (8), its path relative to the
// folder, and its bytes; then a byte 0 and the BLAKE2b-256 of everything before. Integers are
// little-endian. Only regular files are taken; not `lock`, nothing that ends in `.tmp`,
// and not read_side.db, which can be made again. Links are left out, but a folder `archive` that is
// one: its files come along as if it were none.
//
// A file that grows while it is read is taken up to the size that it had when it was opened.
#pragma once

#include "trading/result.hpp"

#include <cstdint>
#include <filesystem>
#include <string>

namespace troupe::persistence::backup {

struct archive_summary {
  std::uint64_t files = 0;
  std::uint64_t bytes = 0; // of the files
  std::string hash;        // 64 hexadecimal digits
};

// The file appears whole and durable, readable by its owner alone, or not at all; it is read back
// before. A settings file, where one is named, comes along as `troupe.toml`. Errors: `file_exists`,
// `disk_full`, `io_error`.
result<archive_summary> pack_folder(const std::filesystem::path& folder,
                                    const std::filesystem::path& into,
                                    const std::filesystem::path& settings = {});

// Reads the whole file. Errors: `invalid_backup` (names the byte), `io_error`.
result<archive_summary> check_archive(const std::filesystem::path& file);

// Into a folder that is not there yet; the archive was checked. Errors: as above, `file_exists`.
result<archive_summary> unpack_archive(const std::filesystem::path& file,
                                       const std::filesystem::path& folder);

} // namespace troupe::persistence::backup
