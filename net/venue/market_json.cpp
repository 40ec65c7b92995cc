#include "net/venue/market_json.hpp"

namespace troupe::net::venue {

namespace {

void write_size(json_writer& json, const trading::symbol& of, trading::quantity size) {
  if (of.is_crypto())
    json.number(size);
  else
    json.integer(size.units / trading::units_per_one);
}

std::string_view stream_type(const market_event& event) {
  constexpr std::string_view types[] = {"q", "t", "b"};
  return types[event.index()];
}

} // namespace

void write_members(json_writer& json, const trading::bar& bar) {
  const auto three_prices = bar.high + bar.low + bar.close;
  const trading::price typical{trading::exact::multiply_divide(three_prices.units, 1, 3)};
  json.key("t").time(bar.start_ns);
  json.key("o").number(bar.open).key("h").number(bar.high);
  json.key("l").number(bar.low).key("c").number(bar.close);
  write_size(json.key("v"), bar.symbol, bar.volume);
  json.key("n").integer(bar.trade_count).key("vw").number(typical);
}

void write_members(json_writer& json, const trading::quote& quote) {
  const bool stock = !quote.symbol.is_crypto();
  json.key("t").time(quote.market_ns);
  if (stock)
    json.key("bx").text(quote.bid.is_zero() ? " " : "V");
  json.key("bp").number(quote.bid);
  write_size(json.key("bs"), quote.symbol, quote.bid_qty);
  if (stock)
    json.key("ax").text(quote.ask.is_zero() ? " " : "V");
  json.key("ap").number(quote.ask);
  write_size(json.key("as"), quote.symbol, quote.ask_qty);
  if (stock)
    json.key("c").array().text("R").end_array().key("z").text("C");
}

void write_members(json_writer& json, const trading::trade& trade) {
  json.key("t").time(trade.market_ns).key("p").number(trade.px);
  write_size(json.key("s"), trade.symbol, trade.qty);
  json.key("i").integer(static_cast<std::int64_t>(trade.id));
  if (trade.symbol.is_crypto()) {
    json.key("tks").text("B");
    return;
  }
  json.key("x").text("V").key("c").array().text("@").end_array().key("z").text("C");
}

std::string stream_object(const market_event& event) {
  json_writer json;
  json.object().key("T").text(stream_type(event)).key("S").text(symbol_of(event).text());
  std::visit([&](const auto& told) { write_members(json, told); }, event);
  json.end_object();
  return json.take();
}

std::string tick_frame(trading::time_ns at, std::uint64_t step, bool end) {
  json_writer json;
  json.array().object().key("T").text("tick").key("t").time(at);
  json.key("n").integer(static_cast<std::int64_t>(step));
  if (end)
    json.key("end").flag(true);
  json.end_object().end_array();
  return json.take();
}

} // namespace troupe::net::venue
