// A plan of faults from a file: TOML where the name ends in ".toml", JSON otherwise, with the same
// keys. Rules are [[faults]] tables in TOML.
#pragma once

#include "net/venue/faults/plan.hpp"

#include <cstddef>
#include <filesystem>

namespace troupe::net::venue {

inline constexpr std::size_t fault_file_bytes_max = 1u << 20;

// Errors name the file: `faults_unreadable`, `faults_syntax` (with line and column, TOML only), and
// `invalid_faults`.
result<fault_plan> read_fault_plan(const std::filesystem::path& file);

} // namespace troupe::net::venue
