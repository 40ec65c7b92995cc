// Orders and what happened to them, in Alpaca's words.
#pragma once

#include "net/venue/exchange.hpp"
#include "net/venue/json_writer.hpp"

#include <span>
#include <string>
#include <string_view>

namespace troupe::net::venue {

// Without legs, as in a flat list and on the stream.
void write_order(json_writer& json, const exchange& market, const trading::paper_order& order);
// With the legs that it has, as in a nested list; null where it has none.
void write_order(json_writer& json, const exchange& market, const trading::paper_order& order,
                 std::span<const trading::paper_order> legs);
void write_nested_order(json_writer& json, const exchange& market,
                        const trading::paper_order& order);
// {"stream":"trade_updates","data":{…}}: a whole frame.
std::string update_frame(const exchange& market, const trading::order_update& update);
// The same "data" with "at" and "event_id", as server-sent events have it.
std::string update_event(const exchange& market, const trading::order_update& update,
                         std::string_view event_id);

} // namespace troupe::net::venue
