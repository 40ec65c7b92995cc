// The venue's client library, made from the configuration.
#pragma once

#include "config/venue_access.hpp"
#include "net/alpaca/access.hpp"

namespace troupe::actors {

// Throws std::invalid_argument for URLs that the configuration should have refused.
net::alpaca::access venue_of(const config::venue_access& configured);

} // namespace troupe::actors
