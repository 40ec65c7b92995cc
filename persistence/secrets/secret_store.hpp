// Secrets sealed at rest: a file of named values that only the master key opens.
//
// Each value is sealed by itself with XChaCha20-Poly1305 (libsodium) and bound to its name, so that
// none can be put in another's place; the key is argon2id's of the master key and the file's salt.
// The names are in plain sight, the values nowhere. The file has mode 0600 and is replaced whole.
#pragma once

#include "trading/result.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::persistence {

class secret_store {
public:
  static constexpr std::size_t master_key_bytes_min = 16;

  // `$TROUPE_HOME/secrets`, or another file there; it need not be there yet.
  explicit secret_store(const std::filesystem::path& home, std::string_view file = "secrets")
      : path_(home / file) {}

  bool exists() const { return std::filesystem::exists(path_); }
  const std::filesystem::path& path() const { return path_; }

  // Errors of all: `file_unreadable`, `file_unwritable`, `invalid_secrets_file`; of those that take
  // the master key: `weak_master_key`, and `wrong_master_key` where it does not open what is there.
  result<std::vector<std::string>> names() const;
  result<std::map<std::string, std::string>> open(std::string_view master_key) const;
  result<void> set(std::string_view name, std::string_view value,
                   std::string_view master_key) const;
  // Error: `no_such_secret`.
  result<void> remove(std::string_view name) const;

private:
  std::filesystem::path path_;
};

} // namespace troupe::persistence
