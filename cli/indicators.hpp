// `troupe indicators`: indicator values of a CSV bar file, as CSV.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace troupe::cli {

struct indicators_options {
  std::vector<std::string> data; // one CSV file of bars, or a folder that holds just one
  std::string columns;           // "rsi:14,stochrsi:14:14:3:3,ema:20,sma:20"
};

// Writes `timestamp` and one column for each output, computed over the closes, to out. The columns
// are rsi:LENGTH, ema:LENGTH, sma:LENGTH and stochrsi:RSI:STOCHASTIC:K:D; the lengths may be left
// out together (14, 20, 20 and 14:14:3:3). A column is called by its indicator (stochrsi gives
// stochrsi_k and stochrsi_d); where an indicator is asked for more than once, its lengths are in
// the name too (ema_20). A cell is empty while its indicator warms up; numbers have at most ten
// decimals.
//
// Returns the exit code: 0, or 2 with one line on err.
int indicators(const indicators_options& options, std::ostream& out, std::ostream& err);

} // namespace troupe::cli
