// Bars, quotes and trades as market data write them: in REST answers and on the data streams.
#pragma once

#include "net/venue/json_writer.hpp"
#include "net/venue/market_source.hpp"

#include <string>

namespace troupe::net::venue {

// The object's members without its symbol, as in REST answers. Sizes and volumes of stocks are
// whole numbers, cut; `vw` is (high + low + close) / 3, since single trades are not kept.
void write_members(json_writer& json, const trading::bar& bar);
void write_members(json_writer& json, const trading::quote& quote);
void write_members(json_writer& json, const trading::trade& trade);

template <class Event>
void write_object(json_writer& json, const Event& event) {
  json.object();
  write_members(json, event);
  json.end_object();
}

// The object on a data stream: the same with "T" first and "S" second.
std::string stream_object(const market_event& event);
// [{"T":"tick",…}]: a whole frame.
std::string tick_frame(trading::time_ns at, std::uint64_t step, bool end);

} // namespace troupe::net::venue
