// `troupe run` and `troupe node`: the whole company in this process, or one node of it.
#pragma once

#include <iosfwd>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace troupe::cli {

struct run_options {
  std::optional<std::string> config;        // the file; without, TROUPE_CONFIG or none
  std::map<std::string, std::string> flags; // keys of the configuration, from the command line
  std::optional<std::string> node;          // the node of the cluster; without, everything
  bool respawn = false;                     // under a parent that restarts it
  bool skip_bad_rows = false;
  std::vector<std::string> command; // the whole command line, for respawn
};

// Runs until SIGINT or SIGTERM, or until the market's data are spent where that was asked for.
// Returns the exit code: 0 after an orderly end, 1 when the company gave up, 2 with one line on
// `errors` when the configuration, the data or a port is unusable.
int run(const run_options& options, std::ostream& output, std::ostream& errors);

} // namespace troupe::cli
