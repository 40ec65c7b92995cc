// The commands that read an account's journal, `troupe journal …`. Each returns the exit code:
// 0 success, 1 the journal is damaged or cannot be read, with one line on err.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

namespace troupe::cli {

// $TROUPE_HOME/journal/<account>
std::filesystem::path journal_folder(const std::filesystem::path& home, const std::string& account);

// How much was checked, on out; the first bad place, on err (exit 1). With json one object on out.
int journal_verify(const std::filesystem::path& home, const std::string& account, bool json,
                   std::ostream& out, std::ostream& err);

// One line a record; with json, one object a line.
int journal_cat(const std::filesystem::path& home, const std::string& account, bool json,
                std::ostream& out, std::ostream& err);

// One hash over the last run's decisions, orders and fills.
int journal_digest(const std::filesystem::path& home, const std::string& account, bool json,
                   std::ostream& out, std::ostream& err);

} // namespace troupe::cli
