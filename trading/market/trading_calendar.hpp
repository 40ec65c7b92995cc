// The days and hours on which the New York Stock Exchange and Nasdaq trade, by their rules,
// 2000 to 2035, and by a table of what was decreed for one occasion.
//
// Closed: weekends and the holidays of the exchange's Rule 7.2. A holiday on a Sunday moves to
// Monday, one on a Saturday to Friday, except that New Year's Day on a Saturday is not made up
// for. Martin Luther King's Day counts since 1998, Juneteenth since 2022.
// Early close, 13:00: the day after Thanksgiving, Christmas Eve and July 3rd (until 2012 the Friday
// after a 4th of July on a Thursday instead), where they are trading days; and 2003-12-26.
// Closed for one occasion (mourning, storms): the table in the source, to be lengthened when it
// happens again. The late opening at noon of 2002-09-11 is not told.
#pragma once

#include <chrono>
#include <optional>

namespace troupe::trading {

// Hours are New York time.
struct trading_session {
  std::chrono::sys_days date;
  std::chrono::minutes opens{570}; // since midnight
  std::chrono::minutes closes{960};
  std::chrono::sys_days settles; // when the day's trades are paid for
};

bool is_trading_day(std::chrono::sys_days day);
// Empty where the exchange is closed all day.
std::optional<trading_session> session_on(std::chrono::sys_days day);
// The settlement date of trades of this day: one business day later since 2024-05-28, two since
// 2017-09-05, three before. Trading days on which banks are closed (Columbus Day, Veterans Day)
// do not count.
std::chrono::sys_days settlement_of(std::chrono::sys_days traded);

} // namespace troupe::trading
