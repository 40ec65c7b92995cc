// The exchange's holidays and early closes against its published calendars.
#include "trading/market/trading_calendar.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace troupe::trading {
namespace {

using namespace std::chrono;

std::vector<sys_days> closed_weekdays(year of) {
  std::vector<sys_days> closed;
  for (sys_days day = of / January / 1; day <= sys_days(of / December / 31); day += days{1})
    if (weekday(day) != Saturday && weekday(day) != Sunday && !is_trading_day(day))
      closed.push_back(day);
  return closed;
}

std::vector<sys_days> early_days(year of) {
  std::vector<sys_days> early;
  for (sys_days day = of / January / 1; day <= sys_days(of / December / 31); day += days{1})
    if (const auto session = session_on(day); session && session->closes == hours{13})
      early.push_back(day);
  return early;
}

TEST(trading_calendar, keeps_the_holidays_of_2026_with_independence_day_moved_to_friday) {
  const std::vector<sys_days> expected{
      2026y / 1 / 1,  2026y / 1 / 19, 2026y / 2 / 16, 2026y / 4 / 3,   2026y / 5 / 25,
      2026y / 6 / 19, 2026y / 7 / 3,  2026y / 9 / 7,  2026y / 11 / 26, 2026y / 12 / 25};
  EXPECT_EQ(closed_weekdays(2026y), expected);
  EXPECT_EQ(early_days(2026y), (std::vector<sys_days>{2026y / 11 / 27, 2026y / 12 / 24}));
}

TEST(trading_calendar, does_not_make_up_for_new_years_day_on_a_saturday) {
  const std::vector<sys_days> of_2021{
      2021y / 1 / 1, 2021y / 1 / 18, 2021y / 2 / 15,  2021y / 4 / 2,  2021y / 5 / 31,
      2021y / 7 / 5, 2021y / 9 / 6,  2021y / 11 / 25, 2021y / 12 / 24};
  EXPECT_EQ(closed_weekdays(2021y), of_2021); // Juneteenth is not kept yet
  const std::vector<sys_days> of_2022{2022y / 1 / 17, 2022y / 2 / 21,  2022y / 4 / 15,
                                      2022y / 5 / 30, 2022y / 6 / 20,  2022y / 7 / 4,
                                      2022y / 9 / 5,  2022y / 11 / 24, 2022y / 12 / 26};
  EXPECT_EQ(closed_weekdays(2022y), of_2022);
  EXPECT_EQ(early_days(2022y), std::vector<sys_days>{2022y / 11 / 25});
}

TEST(trading_calendar, moves_new_years_day_from_a_sunday_and_closes_early_on_the_third_of_july) {
  EXPECT_FALSE(is_trading_day(2023y / 1 / 2));
  EXPECT_TRUE(is_trading_day(2023y / 1 / 3));
  const std::vector<sys_days> of_2024{2024y / 7 / 3, 2024y / 11 / 29, 2024y / 12 / 24};
  EXPECT_EQ(early_days(2024y), of_2024);
}

TEST(trading_calendar, finds_good_friday_of_the_earliest_and_the_latest_easter) {
  EXPECT_FALSE(is_trading_day(2008y / 3 / 21));
  EXPECT_FALSE(is_trading_day(2038y / 4 / 23));
  EXPECT_FALSE(is_trading_day(2000y / 4 / 21));
  EXPECT_TRUE(is_trading_day(2008y / 3 / 24)); // Easter Monday
}

TEST(trading_calendar, has_about_252_sessions_a_year) {
  for (int of = 1970; of < 2050; ++of) {
    int sessions = 0;
    for (sys_days day = year{of} / January / 1; day < sys_days(year{of + 1} / January / 1);
         day += days{1})
      sessions += session_on(day) ? 1 : 0;
    EXPECT_GE(sessions, of == 2001 ? 248 : 249) << of; // four days of that September were closed
    EXPECT_LE(sessions, 254) << of;
  }
}

TEST(trading_calendar, settles_after_as_many_business_days_as_the_time_asks) {
  EXPECT_EQ(settlement_of(2026y / 11 / 27), sys_days(2026y / 11 / 30));
  EXPECT_EQ(settlement_of(2024y / 5 / 24), sys_days(2024y / 5 / 29)); // two days, over a holiday
  EXPECT_EQ(settlement_of(2017y / 9 / 1), sys_days(2017y / 9 / 7));   // three, over Labor Day
  EXPECT_EQ(settlement_of(2025y / 10 / 10), sys_days(2025y / 10 / 14)); // over Columbus Day
  EXPECT_EQ(settlement_of(2025y / 10 / 13), sys_days(2025y / 10 / 14));
}

} // namespace
} // namespace troupe::trading
