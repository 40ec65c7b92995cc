// The key that tokens are signed with: random, kept in $TROUPE_HOME/session.key (mode 0600), so
// that a session outlives a restart. Deleting the file ends every session.
#pragma once

#include "trading/result.hpp"

#include <array>
#include <filesystem>

namespace troupe::actors {

using signing_key = std::array<unsigned char, 32>;

// Reads the key, or makes one. Errors: `file_unwritable`, `file_unreadable`; `invalid_key` for a
// file that holds no key.
result<signing_key> load_or_make_signing_key(const std::filesystem::path& home);

} // namespace troupe::actors
