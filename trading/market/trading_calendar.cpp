#include "trading/market/trading_calendar.hpp"

#include <algorithm>
#include <array>

namespace troupe::trading {

namespace {

using namespace std::chrono;
using namespace std::chrono_literals;

constexpr minutes early_close{780};

// By the anonymous Gregorian computus.
sys_days easter_sunday(year of) {
  const int y = static_cast<int>(of);
  const int golden = y % 19;
  const int century = y / 100;
  const int moon_shift = (century - (century + 8) / 25 + 1) / 3;
  const int epact = (19 * golden + century - century / 4 - moon_shift + 15) % 30;
  const int weekday_shift = (32 + 2 * (century % 4) + 2 * (y % 100 / 4) - epact - y % 100 % 4) % 7;
  const int late = (golden + 11 * epact + 22 * weekday_shift) / 451;
  const int march_days = epact + weekday_shift - 7 * late + 22; // April 1st is the 32nd of March
  return sys_days(of / March / 1) + days{march_days - 1};
}

sys_days moved_off_weekend(sys_days day) {
  if (weekday(day) == Saturday)
    return day - days{1};
  return weekday(day) == Sunday ? day + days{1} : day;
}

sys_days moved_off_sunday(sys_days day) {
  return weekday(day) == Sunday ? day + days{1} : day;
}

bool is_weekend(sys_days day) {
  return weekday(day) == Saturday || weekday(day) == Sunday;
}

// Decreed for one occasion each.
constexpr std::array<sys_days, 10> special_closures{
    2001y / September / 11, // the attacks, four days
    2001y / September / 12, 2001y / September / 13, 2001y / September / 14,
    2004y / June / 11,    // President Reagan
    2007y / January / 2,  // President Ford
    2012y / October / 29, // hurricane Sandy, two days
    2012y / October / 30,
    2018y / December / 5, // President G. H. W. Bush
    2025y / January / 9,  // President Carter
};

bool is_special_closure(sys_days day) {
  return std::find(special_closures.begin(), special_closures.end(), day) != special_closures.end();
}

bool is_holiday(sys_days day) {
  const auto of = year_month_day(day).year();
  const std::array every_year{
      moved_off_sunday(of / January / 1),    sys_days(of / February / Monday[3]),
      easter_sunday(of) - days{2},           sys_days(of / May / Monday[last]),
      moved_off_weekend(of / July / 4),      sys_days(of / September / Monday[1]),
      sys_days(of / November / Thursday[4]), moved_off_weekend(of / December / 25),
  };
  if (std::find(every_year.begin(), every_year.end(), day) != every_year.end())
    return true;
  if (of >= year{1998} && day == sys_days(of / January / Monday[3]))
    return true;
  return of >= year{2022} && day == moved_off_weekend(of / June / 19);
}

// Until 2012 a 4th of July on a Thursday shortened the Friday after it, not the day before.
bool independence_shortens(sys_days day) {
  const auto of = year_month_day(day).year();
  const bool friday_after = of < year{2013} && weekday(sys_days(of / July / 4)) == Thursday;
  return day == sys_days(of / July / (friday_after ? 5 : 3));
}

bool closes_early(sys_days trading_day) {
  const auto of = year_month_day(trading_day).year();
  return trading_day == sys_days(of / November / Thursday[4]) + days{1} ||
         independence_shortens(trading_day) || trading_day == sys_days(of / December / 24) ||
         trading_day == sys_days(2003y / December / 26); // for one occasion
}

bool banks_are_closed(sys_days trading_day) {
  const auto of = year_month_day(trading_day).year();
  return trading_day == sys_days(of / October / Monday[2]) ||
         trading_day == moved_off_sunday(of / November / 11);
}

int settlement_lag(sys_days traded) {
  if (traded >= sys_days(May / 28 / 2024))
    return 1;
  return traded >= sys_days(September / 5 / 2017) ? 2 : 3;
}

} // namespace

bool is_trading_day(sys_days day) {
  return !is_weekend(day) && !is_holiday(day) && !is_special_closure(day);
}

std::optional<trading_session> session_on(sys_days day) {
  if (!is_trading_day(day))
    return std::nullopt;
  trading_session session{.date = day, .settles = settlement_of(day)};
  if (closes_early(day))
    session.closes = early_close;
  return session;
}

sys_days settlement_of(sys_days traded) {
  auto day = traded;
  for (int left = settlement_lag(traded); left > 0;) {
    day += days{1};
    if (is_trading_day(day) && !banks_are_closed(day))
      --left;
  }
  return day;
}

} // namespace troupe::trading
