// The local time of New York under the names that the venue's files use, and UTC's date beside it.
#pragma once

#include "trading/market/new_york_time.hpp"
#include "trading/market/time.hpp"

#include <chrono>

namespace troupe::net::venue {

using trading::format_new_york_time;
using trading::new_york_date;
using trading::new_york_midnight;
using trading::new_york_offset;

inline std::chrono::sys_days utc_date(trading::time_ns at) {
  return std::chrono::sys_days{
      std::chrono::days{trading::floor_time(at, trading::day_ns) / trading::day_ns}};
}

} // namespace troupe::net::venue
