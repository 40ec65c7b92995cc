#include "net/venue/data/timeframe.hpp"

#include "net/venue/new_york_time.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <string>

namespace troupe::net::venue {

namespace {

using namespace std::chrono;

constexpr trading::time_ns hour_ns = 60 * trading::minute_ns;

struct unit_name {
  std::string_view name;
  time_unit unit;
  int count_max;
};

constexpr unit_name unit_names[] = {
    {"Min", time_unit::minute, 59}, {"T", time_unit::minute, 59}, {"Hour", time_unit::hour, 23},
    {"H", time_unit::hour, 23},     {"Day", time_unit::day, 1},   {"D", time_unit::day, 1},
    {"Week", time_unit::week, 1},   {"W", time_unit::week, 1},    {"Month", time_unit::month, 12},
    {"M", time_unit::month, 12},
};

bool divides_a_year(int months) {
  constexpr int twelve = 12;
  return twelve % months == 0;
}

sys_days first_day(time_unit unit, int count, sys_days day) {
  if (unit == time_unit::week)
    return day - (weekday(day) - Monday);
  const year_month_day date(day);
  const auto months = static_cast<int>(static_cast<unsigned>(date.month())) - 1;
  const auto begins = static_cast<unsigned>(months - months % count) + 1;
  return sys_days(date.year() / month(begins) / 1);
}

} // namespace

result<timeframe> timeframe::parse(std::string_view text) {
  int count = 0;
  const auto [rest, failed] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (failed == std::errc{} && count >= 1) {
    const std::string_view name(rest, static_cast<std::size_t>(text.data() + text.size() - rest));
    for (const auto& known : unit_names)
      if (known.name == name && count <= known.count_max &&
          (known.unit != time_unit::month || divides_a_year(count)))
        return timeframe{.unit = known.unit, .count = count};
  }
  return error{"invalid_timeframe",
               "invalid timeframe: " + std::string(text) +
                   "; use 1Min to 59Min, 1Hour to 23Hour, 1Day, 1Week or 1, 2, 3, 4, 6, 12Month"};
}

trading::time_ns timeframe::length_ns() const {
  if (unit == time_unit::minute)
    return count * trading::minute_ns;
  return unit == time_unit::hour ? count * hour_ns : trading::day_ns;
}

trading::time_ns timeframe::start_of(const trading::symbol& of, trading::time_ns at) const {
  if (unit == time_unit::minute || unit == time_unit::hour)
    return trading::floor_time(at, length_ns());
  const bool local = !of.is_crypto();
  const auto day = local ? new_york_date(at) : utc_date(at);
  const auto first = unit == time_unit::day ? day : first_day(unit, count, day);
  return local ? new_york_midnight(first) : first.time_since_epoch().count() * trading::day_ns;
}

} // namespace troupe::net::venue
