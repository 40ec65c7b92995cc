// `troupe journal export`: the market and the fills of the journal's last run as CSV.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

namespace troupe::cli {

// Into a folder that is not there yet, or empty: bars/<SYMBOL>_<minutes>m.csv and
// quotes/<SYMBOL>_quotes.csv, as `--data` takes them (a pair's `/` is a `-`), and fills.csv. Bars
// told as history come first; one that was told twice stands once. Exit code 0, or 1 with one line
// on err.
int journal_export(const std::filesystem::path& home, const std::string& account,
                   const std::filesystem::path& folder, std::ostream& out, std::ostream& err);

} // namespace troupe::cli
