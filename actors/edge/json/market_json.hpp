// Prices as the edge's REST answers and streams write them. Market data are numbers, printed from
// their exact decimal text; every object has at least symbol, price, volume and timestamp.
#pragma once

#include "actors/edge/json/json_writer.hpp"
#include "trading/market/bar.hpp"
#include "trading/market/quote.hpp"
#include "trading/market/trade.hpp"

namespace troupe::actors {

// The price is the middle of bid and offer, the volume what is on offer on both sides.
void write_quote_members(json_writer& json, const trading::quote& quote);
void write_trade_members(json_writer& json, const trading::trade& trade);
// The price is the close.
void write_bar_members(json_writer& json, const trading::bar& candle);

template <class Write, class Told>
void write_object(json_writer& json, Write write_members, const Told& told) {
  json.object();
  write_members(json, told);
  json.end_object();
}

} // namespace troupe::actors
