#include "trading/market/market_day.hpp"

#include "trading/market/new_york_time.hpp"
#include "trading/market/trading_calendar.hpp"

namespace troupe::trading {

market_day market_day_of(asset_class kind, time_ns at) {
  if (kind == asset_class::crypto) {
    const auto begins = floor_time(at, day_ns);
    return {begins, begins, begins + day_ns, begins + day_ns, 0};
  }
  const auto date = new_york_date(at);
  market_day day;
  day.begins_ns = new_york_midnight(date);
  day.ends_ns = new_york_midnight(date + std::chrono::days{1});
  day.offset_ns = new_york_offset(day.begins_ns + day_ns / 2);
  day.opens_ns = day.closes_ns = day.begins_ns;
  if (const auto session = session_on(date)) {
    // Clocks never change on a trading day.
    day.opens_ns = day.begins_ns + session->opens.count() * minute_ns;
    day.closes_ns = day.begins_ns + session->closes.count() * minute_ns;
  }
  return day;
}

} // namespace troupe::trading
