// The user that an installation starts with: `admin`.
//
// With a configured password (TROUPE_ADMIN_PASSWORD) admin has that one, from each start on.
// Without, the first start makes a random one, which is told once and kept in
// $TROUPE_HOME/admin-password (mode 0600).
#pragma once

#include "actors/edge/auth/user_file.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace troupe::actors {

// Hashes, so never on a lane. The password that was made up, if one was.
// Errors: those of user_file and `file_unwritable`.
result<std::optional<std::string>> ensure_admin(const std::filesystem::path& home,
                                                const std::string& configured_password);

// The password of this user is another one now: where he is the first user, the one that is kept
// in the file opens nothing any more, and goes.
void forget_first_password(const std::filesystem::path& home, std::string_view name);

} // namespace troupe::actors
