#include "trading/market/new_york_time.hpp"

namespace troupe::trading {

namespace {

constexpr time_ns hour_ns = 60 * minute_ns;
constexpr time_ns standard_offset = -5 * hour_ns;
constexpr time_ns daylight_offset = -4 * hour_ns;

time_ns start_of(std::chrono::sys_days date) {
  return date.time_since_epoch().count() * day_ns;
}

} // namespace

time_ns new_york_offset(time_ns at) {
  using namespace std::chrono;
  const sys_days day{days{floor_time(at, day_ns) / day_ns}};
  const auto of = year_month_day(day).year();
  const bool old_law = of < year{2007};
  const auto first = old_law ? of / April / Sunday[1] : of / March / Sunday[2];
  const auto last_day =
      old_law ? sys_days(of / October / Sunday[last]) : sys_days(of / November / Sunday[1]);
  const auto begins = start_of(sys_days(first)) + 2 * hour_ns - standard_offset;
  const auto ends = start_of(last_day) + 2 * hour_ns - daylight_offset;
  return at >= begins && at < ends ? daylight_offset : standard_offset;
}

std::string format_new_york_time(time_ns at) {
  const auto offset = new_york_offset(at);
  auto text = format_time(at + offset);
  text.back() = '-';
  text += offset == daylight_offset ? "04:00" : "05:00";
  return text;
}

std::chrono::sys_days new_york_date(time_ns at) {
  const auto local = floor_time(at + new_york_offset(at), day_ns);
  return std::chrono::sys_days{std::chrono::days{local / day_ns}};
}

time_ns new_york_midnight(std::chrono::sys_days date) {
  const auto midnight = date.time_since_epoch().count() * day_ns;
  return midnight - new_york_offset(midnight - daylight_offset);
}

} // namespace troupe::trading
