// The days that markets count by: what belongs to one day, and when its session is.
//
// Equities: a day runs from midnight to midnight in New York, its session is the exchange's regular
// hours (trading_calendar.hpp: half days, holidays, daylight saving). Crypto: a day is a UTC day,
// and all of it is session.
#pragma once

#include "trading/market/symbol.hpp"
#include "trading/market/time.hpp"

#include <cstddef>
#include <cstdint>

namespace troupe::trading {

// begins_ns <= opens_ns <= closes_ns <= ends_ns; ends are exclusive. Without a session opens_ns and
// closes_ns are both begins_ns.
struct market_day {
  time_ns begins_ns = 0;
  time_ns opens_ns = 0;
  time_ns closes_ns = 0;
  time_ns ends_ns = 0;
  time_ns offset_ns = 0; // of local time, at noon; clocks change on Sundays, when nothing trades

  bool holds(time_ns at) const { return at >= begins_ns && at < ends_ns; }
  bool in_session(time_ns at) const { return at >= opens_ns && at < closes_ns; }
  bool has_session() const { return opens_ns < closes_ns; }
  // The minute of the local day, 0 to 1439.
  std::size_t minute_of(time_ns at) const {
    const auto local = at + offset_ns;
    return static_cast<std::size_t>((local - floor_time(local, day_ns)) / minute_ns);
  }
};

market_day market_day_of(asset_class kind, time_ns at);

// The same, remembering the last day asked for: quick where time goes forward.
class market_days {
public:
  explicit market_days(asset_class kind) : kind_(kind) {}

  const market_day& at(time_ns when) {
    if (!day_.holds(when))
      day_ = market_day_of(kind_, when);
    return day_;
  }

private:
  asset_class kind_;
  market_day day_;
};

} // namespace troupe::trading
