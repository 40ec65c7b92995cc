// The commands that read an account's journal, `troupe journal …`. Each returns the exit code:
// 0 success, 1 the journal is damaged or cannot be read, 2 wrong usage, with one line on err.
#pragma once

#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>

namespace troupe::cli {

// $TROUPE_HOME/journal/<account>
std::filesystem::path journal_folder(const std::filesystem::path& home, const std::string& account);

// How much was checked, on out; the first bad place, on err (exit 1). With json one object on out.
int journal_verify(const std::filesystem::path& home, const std::string& account, bool json,
                   std::ostream& out, std::ostream& err);

// Which records: from and to, both included, each a market instant (RFC 3339), the number of a
// record, or empty.
struct journal_part {
  std::string from;
  std::string to;
};

// One line a record; with json, one object a line. What the part leaves out is not read, as far as
// the journal's indexes tell.
int journal_cat(const std::filesystem::path& home, const std::string& account,
                const journal_part& part, bool json, std::ostream& out, std::ostream& err);

struct archived_part {
  std::string before; // market time
  std::optional<std::int64_t> keep_days; // instead: so many before the journal's last record stay
};

// Moves the journal's oldest files into its folder `archive`: those that are all before this market
// time (persistence/journal/archive.hpp).
int journal_archive(const std::filesystem::path& home, const std::string& account,
                    const archived_part& part, bool json, std::ostream& out, std::ostream& err);

// One hash over the last run's decisions, orders and fills.
int journal_digest(const std::filesystem::path& home, const std::string& account, bool json,
                   std::ostream& out, std::ostream& err);

} // namespace troupe::cli
