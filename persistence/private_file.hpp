// Files that only their owner may read (mode 0600): keys, passwords, users.
#pragma once

#include "trading/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace troupe::persistence {

// Whole or not at all: a new file takes the old one's place. Makes the folder where it is missing.
// Error: `file_unwritable`.
result<void> write_private_file(const std::filesystem::path& path, std::string_view text);
// Errors: `file_not_found`, `file_unreadable`.
result<std::string> read_private_file(const std::filesystem::path& path);

} // namespace troupe::persistence
