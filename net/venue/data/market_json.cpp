#include "net/venue/data/market_json.hpp"

#include "net/venue/data/json_map.hpp"
#include "net/venue/data/message_kinds.hpp"
#include "net/venue/data/message_members.hpp"

namespace troupe::net::venue {

namespace {

template <class Item>
void write_map(json_writer& json, const Item& item) {
  json.object();
  json_map map(json);
  put_members(map, item);
  json.end_object();
}

template <class Told>
std::string object_of(const Told& told, std::string_view symbol) {
  json_writer json;
  json.object().key("T").text(letter_of(told));
  if (!symbol.empty())
    json.key("S").text(symbol);
  json_map map(json);
  std::visit([&map](const auto& each) { put_members(map, each); }, told);
  json.end_object();
  return json.take();
}

} // namespace

void write_object(json_writer& json, const trading::bar& bar) {
  write_map(json, bar);
}
void write_object(json_writer& json, const trading::quote& quote) {
  write_map(json, quote);
}
void write_object(json_writer& json, const trading::trade& trade) {
  write_map(json, trade);
}
void write_object(json_writer& json, const told_trade& trade) {
  write_map(json, trade);
}
void write_object(json_writer& json, const order_book& book) {
  write_map(json, book);
}

std::string stream_object(const stream_message& told) {
  return object_of(told, std::holds_alternative<news_item>(told) ? std::string_view{}
                                                                 : symbols_of(told).front().text());
}
std::string stream_object(const market_event& told) {
  return object_of(told, symbol_of(told).text());
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
