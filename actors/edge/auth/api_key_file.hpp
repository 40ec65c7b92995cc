// The keys of an installation, in $TROUPE_HOME/api-keys.json (mode 0600), without their secrets:
//   [{"id":"…","name":"bot","role":"trader","hash":"…","made_by":"admin","made":0,"expires":0}]
#pragma once

#include "actors/edge/auth/api_key.hpp"
#include "trading/result.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace troupe::actors {

class api_key_file {
public:
  explicit api_key_file(const std::filesystem::path& home) : path_(home / "api-keys.json") {}

  const std::filesystem::path& path() const { return path_; }
  // None where there is no file. Errors: `file_unreadable`, `invalid_keys_file`.
  result<std::vector<api_key>> load() const;

  // Each of these writes the file anew and gives what it holds then. Errors besides those of load()
  // and `file_unwritable`: `key_exists` for a name that a key which holds has, `too_many_keys`.
  result<std::vector<api_key>> add(const api_key& made) const;
  // Error: `not_found`.
  result<std::vector<api_key>> remove(const std::string& id) const;

private:
  result<std::vector<api_key>> save(std::vector<api_key> keys) const;

  std::filesystem::path path_;
};

} // namespace troupe::actors
