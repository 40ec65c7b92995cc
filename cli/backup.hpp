// `troupe backup` and `troupe restore`: a home (journal, users, keys, the venue's state) and the
// configuration file in one file, checked when it is written and when it is brought back.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

namespace troupe::cli {

// May run beside the system. Every journal is verified first: a damaged one is not backed up. What
// is being written just then may be a torn tail of the copy, which the next start cuts off.
// Exit code 0, or 1 with one line on err.
int backup(const std::filesystem::path& home, const std::filesystem::path& config,
           const std::filesystem::path& file, std::ostream& out, std::ostream& err);

// Into a home that is not there yet, or empty: it appears whole, with its journals verified, or not
// at all. The configuration comes as troupe.toml in it. Exit codes as above.
int restore(const std::filesystem::path& home, const std::filesystem::path& file,
            std::ostream& out, std::ostream& err);

} // namespace troupe::cli
