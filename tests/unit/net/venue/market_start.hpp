// When the markets of these tests begin: 2026-01-01T00:00:00Z.
#pragma once

#include "trading/market/time.hpp"

namespace troupe::net::venue {

constexpr trading::time_ns start_ns = 1'767'225'600 * trading::second_ns;

} // namespace troupe::net::venue
