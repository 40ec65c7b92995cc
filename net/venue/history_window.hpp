// Which stretch of the account's history is asked for, and how finely.
#pragma once

#include "trading/market/time.hpp"
#include "trading/result.hpp"

#include <optional>
#include <string_view>

namespace troupe::net::venue {

struct history_question {
  std::string_view period;    // "<n>D", W, M or A; a month counts 30 days and a year 365
  std::string_view timeframe; // 1Min, 5Min, 15Min, 1H, 1D
  std::optional<trading::time_ns> start;
  std::optional<trading::time_ns> end;
};

struct history_window {
  trading::time_ns from = 0;
  trading::time_ns until = 0;
  std::string_view timeframe; // the name in the protocol
  trading::time_ns length = 0;
};

// At most two of start, end and period; a month up to `now` without any. The timeframe is 1Min
// below 7 days, 15Min below 30 and 1D from there unless it is given; above 30 days only 1D is.
// The longest window is 100 years. Error: `invalid_parameter`.
result<history_window> resolve(const history_question& asked, trading::time_ns now);

} // namespace troupe::net::venue
