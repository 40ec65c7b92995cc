// The users of an installation, in $TROUPE_HOME/users.json (mode 0600):
//   [{"name":"admin","role":"admin","password_hash":"$argon2id$…"}]
// Read afresh at each use, so that a change made by the command line counts at the next login.
#pragma once

#include "actors/edge/auth/user.hpp"
#include "trading/result.hpp"

#include <filesystem>
#include <string_view>
#include <vector>

namespace troupe::actors {

class user_file {
public:
  explicit user_file(const std::filesystem::path& home) : path_(home / "users.json") {}

  const std::filesystem::path& path() const { return path_; }
  // None where there is no file. Errors: `file_unreadable`, `invalid_users_file`.
  result<std::vector<user>> load() const;
  // Error: `file_unwritable`.
  result<void> save(const std::vector<user>& users) const;

private:
  std::filesystem::path path_;
};

const user* find_user(const std::vector<user>& users, std::string_view name);

} // namespace troupe::actors
