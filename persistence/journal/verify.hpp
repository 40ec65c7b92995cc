// Checks a whole journal, byte for byte, without changing it.
#pragma once

#include "persistence/journal/record.hpp"
#include "trading/result.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>

namespace troupe::persistence::journal {

struct verification {
  std::uint64_t records = 0; // good ones before the first bad place
  std::uint64_t segments = 0;
  std::uint64_t last_seq = 0;
  chain_hash head{}; // of the last good record: noted elsewhere, it proves the journal later
  std::optional<damage> first_bad;
};

// Errors: `journal_missing`, `io_error`.
result<verification> verify(const std::filesystem::path& folder);

} // namespace troupe::persistence::journal
