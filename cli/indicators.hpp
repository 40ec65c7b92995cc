// `troupe indicators`: indicator values of a CSV bar file, as CSV.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace troupe::cli {

struct indicators_options {
  std::vector<std::string> data; // one CSV file of bars, or a folder that holds just one
  std::string columns;           // "rsi:14,stochrsi:14:14:3:3,ema:20,macd"
};

// Writes `timestamp` and one column for each output to out. A column is asked for by an indicator's
// name and its parameters, NAME:PARAMETER:…, as trading/indicators/catalogue.hpp lists them;
// parameters left out at the end have their defaults. It is called by its indicator (stochrsi gives
// stochrsi_k and stochrsi_d); where an indicator is asked for more than once, the parameters are in
// the name too (ema_20). A cell is empty while its indicator warms up; numbers have at most ten
// decimals.
//
// Returns the exit code: 0, or 2 with one line on err.
int indicators(const indicators_options& options, std::ostream& out, std::ostream& err);

// Every indicator with its parameters and their defaults, a line each, for the command's help.
std::string indicator_list();

} // namespace troupe::cli
