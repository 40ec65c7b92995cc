// What the account was worth, minute by minute, hour by hour and day by day: a fold of market time,
// and so the same whenever the books are made again from the journal.
//
// A point stands at the end of a minute or hour of UTC, or of a day in New York, and says what the
// account was worth at the last marks before it. A stretch in which nothing was told has one point,
// at the end of the step in which the last thing was.
//
// Bounds: see kept_max. The oldest points of a step are forgotten; the longer steps still have
// that time.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/time.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>

namespace troupe::trading {

struct equity_point {
  time_ns at_ns = 0;
  money equity;
  money cash;
  money contributed; // until then; what the account has gained is its equity less this

  friend bool operator==(const equity_point&, const equity_point&) = default;
};

enum class history_step : std::uint8_t { minute, hour, day };

class equity_history {
public:
  static constexpr std::array<std::size_t, 3> kept_max{2 * 1'440, 100 * 24, 20'000}; // by step

  // Market time reached this instant, and so far the account was worth `before` (its at_ns does
  // not matter). An earlier instant than the last changes nothing.
  void advance(time_ns now, const equity_point& before);

  const std::deque<equity_point>& points(history_step step) const {
    return points_[static_cast<std::size_t>(step)];
  }

private:
  void begin_steps(time_ns now);

  std::array<std::deque<equity_point>, 3> points_;
  std::array<time_ns, 3> ends_{}; // of the steps under way
  time_ns first_end_ = std::numeric_limits<time_ns>::min();
};

} // namespace troupe::trading
