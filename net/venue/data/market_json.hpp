// Market data as JSON: in REST answers and on the data streams.
#pragma once

#include "net/venue/data/stream_message.hpp"
#include "net/venue/data/tick_tape.hpp"
#include "net/venue/json_writer.hpp"

#include <string>

namespace troupe::net::venue {

// The object without its symbol, as in REST answers.
void write_object(json_writer& json, const trading::bar& bar);
void write_object(json_writer& json, const trading::quote& quote);
void write_object(json_writer& json, const trading::trade& trade);
void write_object(json_writer& json, const told_trade& trade);
void write_object(json_writer& json, const order_book& book);

// The object on a data stream: "T" first and, but for news, "S" second.
std::string stream_object(const stream_message& told);
std::string stream_object(const market_event& told);
// [{"T":"tick",…}]: a whole frame.
std::string tick_frame(trading::time_ns at, std::uint64_t step, bool end);

} // namespace troupe::net::venue
