// An asset in Alpaca's words.
#pragma once

#include "net/venue/exchange.hpp"
#include "net/venue/json_writer.hpp"

namespace troupe::net::venue {

void write_asset(json_writer& json, const exchange& market, const trading::symbol& of);

} // namespace troupe::net::venue
