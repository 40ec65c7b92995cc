// The calendar against what others say of the same years: the exchange's own counts of trading
// days and its announcements of short ones, and the time zone database of the machine.
#include "trading/market/new_york_time.hpp"
#include "trading/market/trading_calendar.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <set>
#include <string>

namespace troupe::trading::calendar_history_test {
namespace {

using namespace std::chrono;
using namespace std::chrono_literals;

std::string text(sys_days day) {
  return format_time(day.time_since_epoch().count() * day_ns).substr(0, 10);
}

TEST(calendar_history, counts_the_trading_days_of_each_year_as_the_exchange_did) {
  constexpr std::array counted{252, 248, 252, 252, 252, 252, 251, 251, 253, 252, 252, 252, 250,
                               252, 252, 252, 252, 251, 251, 252, 253, 252, 251, 250, 252, 250};
  auto day = sys_days(2000y / January / 1);
  for (std::size_t index = 0; index < counted.size(); ++index) {
    const year of{2000 + static_cast<int>(index)};
    int count = 0;
    for (; year_month_day(day).year() == of; day += days{1})
      count += is_trading_day(day) ? 1 : 0;
    EXPECT_EQ(count, counted[index]) << static_cast<int>(of);
  }
}

TEST(calendar_history, closes_early_on_the_days_that_were_announced) {
  const std::set<std::string> announced{
      "2000-07-03", "2000-11-24", "2001-07-03", "2001-11-23", "2001-12-24", "2002-07-05",
      "2002-11-29", "2002-12-24", "2003-07-03", "2003-11-28", "2003-12-24", "2003-12-26",
      "2004-11-26", "2005-11-25", "2006-07-03", "2006-11-24", "2007-07-03", "2007-11-23",
      "2007-12-24", "2008-07-03", "2008-11-28", "2008-12-24", "2009-11-27", "2009-12-24",
      "2010-11-26", "2011-11-25", "2012-07-03", "2012-11-23", "2012-12-24", "2013-07-03",
      "2013-11-29", "2013-12-24", "2014-07-03", "2014-11-28", "2014-12-24", "2015-11-27",
      "2015-12-24", "2016-11-25", "2017-07-03", "2017-11-24", "2018-07-03", "2018-11-23",
      "2018-12-24", "2019-07-03", "2019-11-29", "2019-12-24", "2020-11-27", "2020-12-24",
      "2021-11-26", "2022-11-25", "2023-07-03", "2023-11-24", "2024-07-03", "2024-11-29",
      "2024-12-24", "2025-07-03", "2025-11-28", "2025-12-24"};
  std::set<std::string> found;
  for (auto day = sys_days(2000y / January / 1); day < sys_days(2026y / January / 1);
       day += days{1})
    if (const auto session = session_on(day); session && session->closes != 960min)
      found.insert(text(day));
  EXPECT_EQ(found, announced);
}

TEST(calendar_history, new_york_keeps_the_time_of_the_zone_database_from_2000_to_2035) {
  if (!std::filesystem::exists("/usr/share/zoneinfo/America/New_York"))
    GTEST_SKIP() << "this machine has no time zone database (package tzdata)";
  ASSERT_EQ(setenv("TZ", "America/New_York", 1), 0);
  tzset();
  const auto from = sys_seconds(sys_days(2000y / January / 1)).time_since_epoch().count();
  const auto until = sys_seconds(sys_days(2036y / January / 1)).time_since_epoch().count();
  int wrong = 0;
  for (std::time_t at = from; at < until; at += 1800) {
    std::tm local{};
    localtime_r(&at, &local);
    if (new_york_offset(at * second_ns) != local.tm_gmtoff * second_ns && ++wrong < 5)
      ADD_FAILURE() << format_time(at * second_ns);
  }
  unsetenv("TZ");
  tzset();
  EXPECT_EQ(wrong, 0);
}

} // namespace
} // namespace troupe::trading::calendar_history_test
