// Orders and what happened to them, in Alpaca's words.
#pragma once

#include "net/venue/exchange.hpp"
#include "net/venue/json_writer.hpp"

#include <string>

namespace troupe::net::venue {

void write_order(json_writer& json, const exchange& market, const trading::paper_order& order);
// {"stream":"trade_updates","data":{…}}: a whole frame.
std::string update_frame(const exchange& market, const trading::order_update& update);

} // namespace troupe::net::venue
