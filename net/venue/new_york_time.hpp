// The local time of New York under the names that the venue's files use.
#pragma once

#include "trading/market/new_york_time.hpp"

namespace troupe::net::venue {

using trading::format_new_york_time;
using trading::new_york_date;
using trading::new_york_midnight;
using trading::new_york_offset;

} // namespace troupe::net::venue
