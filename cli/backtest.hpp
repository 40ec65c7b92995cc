// `troupe backtest`: a strategy against recorded bars and quotes, at memory speed.
#pragma once

#include <iosfwd>
#include <map>
#include <string>
#include <vector>

namespace troupe::cli {

struct backtest_options {
  std::string config;                  // the file; without, TROUPE_CONFIG or none
  std::vector<std::string> strategies; // without: those of the configuration
  std::vector<std::string> data;       // CSV files, or folders of them
  std::vector<std::string> parameters; // "key=value"; with several strategies "name.key=value"
  std::string from;                    // market time; before it strategies warm up
  std::string to;
  std::string report; // an HTML file to write
  bool json = false;
  bool digest = false; // that of `troupe journal digest` too
  bool skip_bad_rows = false;
};

// Figures and speed on `output`, progress on `errors`. Returns 0, 1 when the report cannot be
// written, 2 with one line on `errors` when options, configuration or data are unusable.
int backtest(const backtest_options& options, std::ostream& output, std::ostream& errors);

} // namespace troupe::cli
