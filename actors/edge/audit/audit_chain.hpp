// The chain of the audit log: each line ends with the member `previous`, the BLAKE2b-256 of the
// line before it, so that a line that was changed, taken out or put in shows at the next one.
// What it cannot show is lines missing at the end, nor a chain that was written anew from some
// line on: who can write the folder can do both.
//
// The file is locked while a line is added, so that the line before stays the one before.
// The first line of a file has 64 zeros. Lines of before there was a chain have no such member; a
// line that a crash tore is a link like any other.
#pragma once

#include "trading/result.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace troupe::actors {

// 64 hexadecimal digits; of nothing, zeros. Without the line's end.
std::string chain_hash_of(std::string_view line);
// The entry's JSON with its link.
std::string with_link(std::string entry, std::string_view line_before);

struct audit_check {
  std::uint64_t lines = 0;
  std::uint64_t unchained = 0; // of them, before the chain begins
  std::string last_hash;       // of the last line: write it down elsewhere, and the end is held too
};

// From the first line to the last; a log that is not there has none. Errors: `audit_damaged` with
// the line's number, `file_unreadable`.
result<audit_check> verify_audit(const std::filesystem::path& file);

} // namespace troupe::actors
