#include "actors/edge/json/market_json.hpp"

#include "actors/edge/read_model/read_model.hpp"

namespace troupe::actors {

void write_quote_members(json_writer& json, const trading::quote& quote) {
  json.key("symbol").text(quote.symbol.text()).key("price").number(middle_of(quote));
  json.key("volume").number(quote.bid_qty + quote.ask_qty);
  json.key("timestamp").time(quote.market_ns);
  json.key("bid").number(quote.bid).key("bid_size").number(quote.bid_qty);
  json.key("ask").number(quote.ask).key("ask_size").number(quote.ask_qty);
}

void write_trade_members(json_writer& json, const trading::trade& trade) {
  json.key("symbol").text(trade.symbol.text()).key("price").number(trade.px);
  json.key("volume").number(trade.qty).key("timestamp").time(trade.market_ns);
  json.key("id").raw(std::to_string(trade.id));
}

void write_bar_members(json_writer& json, const trading::bar& candle) {
  json.key("symbol").text(candle.symbol.text()).key("price").number(candle.close);
  json.key("volume").number(candle.volume).key("timestamp").time(candle.start_ns);
  json.key("open").number(candle.open).key("high").number(candle.high);
  json.key("low").number(candle.low).key("close").number(candle.close);
  json.key("trade_count").integer(candle.trade_count);
}

} // namespace troupe::actors
