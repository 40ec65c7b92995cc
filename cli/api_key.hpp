// `troupe key …`: API keys for machines, in $TROUPE_HOME/api-keys.json. A running edge sees a
// change within a second or two.
// Each returns the exit code: 0 done, 1 it failed, 2 wrong usage.
#pragma once

#include "actors/edge/auth/api_key.hpp"

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <string>

namespace troupe::cli {

struct key_options {
  std::filesystem::path home;
  std::string name; // or the id, of what is revoked
  std::string role;
  std::int64_t days = actors::key_days_default;
  bool json = false;
};

using key_command = int(const key_options&, std::ostream&, std::ostream&);

key_command add_key; // prints the key alone, so that a script can keep it
key_command list_keys;
key_command revoke_key;

} // namespace troupe::cli
