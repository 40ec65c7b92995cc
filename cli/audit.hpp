// What the command line changes is in the audit log too, with the system's user as who.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

namespace troupe::cli {

// `command` as troupe names it, `done` in words. The exit code: 1 where it could not be kept.
int keep_write(const std::filesystem::path& home, const std::string& command,
               const std::string& done, std::ostream& errors);

} // namespace troupe::cli
