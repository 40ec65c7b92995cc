// The account's worth over market time, sampled when market time leaves a minute.
//
// A span (a minute, or a day by the New York date) is known by its start and has the worth at its
// end. A span in which market time did not move, as within a gap that a replay crosses, has none.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/time.hpp"

#include <cstddef>
#include <deque>
#include <optional>
#include <vector>

namespace troupe::net::venue {

struct equity_point {
  trading::time_ns start = 0; // of a day: its date at 00:00 UTC
  trading::money equity;
};

class equity_history {
public:
  // Thirty days of minutes and ten years of days, 750 kB; the oldest are forgotten.
  static constexpr std::size_t minutes_max = 30 * 24 * 60;
  static constexpr std::size_t days_max = 3'660;

  explicit equity_history(trading::time_ns opened) : at_(opened) {}

  // Whether a worth is to be recorded before market time becomes `at`.
  bool is_due(trading::time_ns at) const;
  // Market time becomes `at`; `equity` is the worth until then.
  void move(trading::time_ns at, trading::money equity);

  // The spans that start in [from, until], the one not yet over included with `equity`, its
  // worth now; `length` is a day, or a divisor of one of at least a minute. A day is in when any
  // of it is.
  std::vector<equity_point> points(trading::time_ns length, trading::time_ns from,
                                   trading::time_ns until, trading::money equity) const;
  // The last day recorded before the day that starts then.
  std::optional<equity_point> day_before(trading::time_ns day_start) const;

private:
  trading::time_ns at_;
  std::deque<equity_point> minutes_; // both ascending
  std::deque<equity_point> days_;
};

// The New York date of an instant, as its 00:00 UTC.
trading::time_ns day_start(trading::time_ns at);

} // namespace troupe::net::venue
