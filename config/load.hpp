// Puts the effective configuration together: flags over environment over sealed secrets over file
// over defaults, with the origin of each value, and validates the whole.
#pragma once

#include "config/settings.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace troupe::config {

enum class origin_kind : std::uint8_t { default_value, file, sealed, environment, flag };

struct origin {
  origin_kind kind = origin_kind::default_value;
  std::string detail; // the file's path or the variable's name; of a limit's default, its preset
};

// "default", "preset aggressive", "flag", "environment ALPACA_API_KEY", "file troupe.toml"
std::string to_text(const origin& from);

struct sources {
  std::optional<std::filesystem::path> file;      // without: TROUPE_CONFIG, else no file
  std::map<std::string, std::string> environment; // variable to value; an empty value is not set
  std::map<std::string, std::string> flags;       // key ("venue.speed") to text; lists by commas
  std::map<std::string, std::string> secrets = {}; // key ("alpaca.secret_key") to value
};

// The variables of this process that the schema names.
std::map<std::string, std::string> process_environment();

struct loaded {
  settings values;
  std::map<std::string, origin> origins; // of every key of the schema and of what the file adds
};

// Errors, each one line with file (or variable, or flag), key, what is wrong and what is allowed:
// `config_unreadable`, `config_syntax`, `unknown_key`, `invalid_setting`, `invalid_cluster`.
result<loaded> load(const sources& from);

} // namespace troupe::config
