// `troupe secret …`: values of secret keys of the configuration, sealed under TROUPE_MASTER_KEY in
// $TROUPE_HOME/secrets. Each returns the exit code: 0 done, 1 it failed, 2 wrong usage.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

namespace troupe::cli {

struct secret_options {
  std::filesystem::path home;
  std::string name; // a key, such as alpaca.secret_key
  bool json = false;
};

using secret_command = int(const secret_options&, std::ostream&, std::ostream&);

secret_command set_secret; // the value comes from standard input
secret_command list_secrets;
secret_command remove_secret;

} // namespace troupe::cli
