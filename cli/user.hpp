// `troupe user …`: operators, in $TROUPE_HOME/users.json. A running edge sees a change within
// two seconds.
// Each returns the exit code: 0 done, 1 it failed, 2 wrong usage.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

namespace troupe::cli {

struct user_options {
  std::filesystem::path home;
  std::string name;
  std::string role;
  bool json = false;
};

using user_command = int(const user_options&, std::ostream&, std::ostream&);

user_command add_user;    // the password comes from standard input
user_command list_users;
user_command set_password;
user_command remove_user; // but the last admin

} // namespace troupe::cli
