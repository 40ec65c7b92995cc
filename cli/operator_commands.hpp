// The operator's commands against a running edge. Each returns the exit code: 0 done, 1 the edge
// refused or did not answer (one line on `errors`), 2 there is no way to log in.
#pragma once

#include <iosfwd>
#include <string>

namespace troupe::cli {

struct operator_options {
  std::string url;
  bool json = false;
  std::string reason; // of halt and resume, for the journal
};

using operator_command = int(const operator_options&, std::ostream&, std::ostream&);

operator_command show_status;
operator_command list_orders; // the open ones
operator_command list_positions;
operator_command halt;
operator_command resume;
// Cancels every open order, then closes every position at the market.
operator_command flatten;

} // namespace troupe::cli
