// The local time of New York, by which US stocks trade: Eastern Standard Time, and Daylight
// Time from 02:00 on the second Sunday of March to 02:00 on the first Sunday of November (15
// U.S.C. 260a, in force since 2007); before, from the first Sunday of April to the last one of
// October (the law since 1987, applied to earlier years too).
#pragma once

#include "trading/market/time.hpp"

#include <chrono>
#include <string>

namespace troupe::trading {

time_ns new_york_offset(time_ns at);          // to be added to UTC; negative
std::string format_new_york_time(time_ns at); // "2026-11-23T10:14:22.6-05:00"
std::chrono::sys_days new_york_date(time_ns at);
time_ns new_york_midnight(std::chrono::sys_days date); // the start of that day there

} // namespace troupe::trading
