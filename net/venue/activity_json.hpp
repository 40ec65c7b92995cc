// An activity as Alpaca tells it.
#pragma once

#include "net/venue/activity_log.hpp"
#include "net/venue/json_writer.hpp"

namespace troupe::net::venue {

void write_activity(json_writer& json, const activity& one);

} // namespace troupe::net::venue
