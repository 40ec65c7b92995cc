// The commands `troupe config check FILE` and `troupe config show`. Exit codes: 0 fine, 2 the
// configuration is wrong, with one line on err.
#pragma once

#include "config/load.hpp"

#include <filesystem>
#include <iosfwd>

namespace troupe::cli {

// The file alone, over the defaults, without this process's environment.
int config_check(const std::filesystem::path& file, std::ostream& out, std::ostream& err);

// The effective values with their origins; secrets are masked.
int config_show(const config::sources& from, bool json, std::ostream& out, std::ostream& err);

} // namespace troupe::cli
