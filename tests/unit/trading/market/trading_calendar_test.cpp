// The exchange's holidays and early closes against its published calendars.
#include "trading/market/trading_calendar.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace troupe::trading::trading_calendar_test {
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

// As the exchange announced them: 2011 to 2013, and at the end of 2024 and of 2025.
TEST(trading_calendar, keeps_the_announced_holidays_of_2011_to_2013_and_of_2025_to_2028) {
  const std::vector<std::vector<sys_days>> announced{
      {2011y / 1 / 17, 2011y / 2 / 21, 2011y / 4 / 22, 2011y / 5 / 30, 2011y / 7 / 4, 2011y / 9 / 5,
       2011y / 11 / 24, 2011y / 12 / 26},
      {2012y / 1 / 2, 2012y / 1 / 16, 2012y / 2 / 20, 2012y / 4 / 6, 2012y / 5 / 28, 2012y / 7 / 4,
       2012y / 9 / 3, 2012y / 10 / 29, 2012y / 10 / 30, 2012y / 11 / 22, 2012y / 12 / 25},
      {2013y / 1 / 1, 2013y / 1 / 21, 2013y / 2 / 18, 2013y / 3 / 29, 2013y / 5 / 27, 2013y / 7 / 4,
       2013y / 9 / 2, 2013y / 11 / 28, 2013y / 12 / 25},
      {2025y / 1 / 1, 2025y / 1 / 9, 2025y / 1 / 20, 2025y / 2 / 17, 2025y / 4 / 18, 2025y / 5 / 26,
       2025y / 6 / 19, 2025y / 7 / 4, 2025y / 9 / 1, 2025y / 11 / 27, 2025y / 12 / 25},
      {2027y / 1 / 1, 2027y / 1 / 18, 2027y / 2 / 15, 2027y / 3 / 26, 2027y / 5 / 31,
       2027y / 6 / 18, 2027y / 7 / 5, 2027y / 9 / 6, 2027y / 11 / 25, 2027y / 12 / 24},
      {2028y / 1 / 17, 2028y / 2 / 21, 2028y / 4 / 14, 2028y / 5 / 29, 2028y / 6 / 19,
       2028y / 7 / 4, 2028y / 9 / 4, 2028y / 11 / 23, 2028y / 12 / 25}};
  for (const auto& expected : announced)
    EXPECT_EQ(closed_weekdays(year_month_day(expected.front()).year()), expected);
}

TEST(trading_calendar, knows_every_closure_that_was_decreed_for_one_occasion) {
  std::vector<sys_days> decreed;
  for (int of = 2000; of <= 2035; ++of)
    for (const auto day : closed_weekdays(year{of})) {
      const auto date = year_month_day(day);
      const bool holiday_season = date.month() == January && unsigned{date.day()} == 1;
      const bool in_september = date.month() == September && weekday(day) != Monday;
      const bool in_october = date.month() == October;
      const bool mourning = day == sys_days(2004y / 6 / 11) || day == sys_days(2007y / 1 / 2) ||
                            day == sys_days(2018y / 12 / 5) || day == sys_days(2025y / 1 / 9);
      if (!holiday_season && (in_september || in_october || mourning))
        decreed.push_back(day);
    }
  EXPECT_EQ(decreed, (std::vector<sys_days>{2001y / 9 / 11, 2001y / 9 / 12, 2001y / 9 / 13,
                                            2001y / 9 / 14, 2004y / 6 / 11, 2007y / 1 / 2,
                                            2012y / 10 / 29, 2012y / 10 / 30, 2018y / 12 / 5,
                                            2025y / 1 / 9}));
}

TEST(trading_calendar, closes_early_where_it_was_announced_and_not_where_it_was_not) {
  EXPECT_EQ(early_days(2003y), (std::vector<sys_days>{2003y / 7 / 3, 2003y / 11 / 28,
                                                      2003y / 12 / 24, 2003y / 12 / 26}));
  EXPECT_EQ(early_days(2002y), (std::vector<sys_days>{2002y / 7 / 5, 2002y / 11 / 29,
                                                      2002y / 12 / 24})) << "the Friday after";
  EXPECT_EQ(early_days(2013y), (std::vector<sys_days>{2013y / 7 / 3, 2013y / 11 / 29,
                                                      2013y / 12 / 24})) << "the Wednesday before";
  EXPECT_EQ(early_days(2008y).back(), sys_days(2008y / 12 / 24)) << "not on the Friday after";
  EXPECT_EQ(early_days(2014y).back(), sys_days(2014y / 12 / 24));
  EXPECT_EQ(early_days(2025y), (std::vector<sys_days>{2025y / 7 / 3, 2025y / 11 / 28,
                                                      2025y / 12 / 24}));
  EXPECT_EQ(early_days(2028y), (std::vector<sys_days>{2028y / 7 / 3, 2028y / 11 / 24}));
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
} // namespace troupe::trading::trading_calendar_test
