// The members of every object of market data, written once for each form they are sent in: JSON
// (json_map.hpp) and MessagePack (packed_map.hpp).
//
// A map has text, texts, integer, flag, amount, size and time, each with the member's name first,
// and list(name, items, write), where write(map, item) writes a map for each item.
//
// Sizes and volumes of stocks are whole numbers, cut; `vw` is (high + low + close) / 3, since the
// trades of a bar are not kept. Stocks are told as traded on IEX (exchange V), each on the tape of
// the exchange that lists it.
#pragma once

#include "net/venue/data/stream_message.hpp"
#include "net/venue/data/tape_names.hpp"
#include "net/venue/data/tick_tape.hpp"

#include <string_view>

namespace troupe::net::venue {

inline std::string_view exchange_code(trading::price px) {
  return px.is_zero() ? " " : "V";
}

template <class Map>
void put_members(Map& map, const trading::bar& bar) {
  const auto three_prices = bar.high + bar.low + bar.close;
  const trading::price typical{trading::exact::multiply_divide(three_prices.units, 1, 3)};
  map.time("t", bar.start_ns);
  map.amount("o", bar.open).amount("h", bar.high).amount("l", bar.low).amount("c", bar.close);
  map.size("v", bar.symbol, bar.volume);
  map.integer("n", bar.trade_count).amount("vw", typical);
}

template <class Map>
void put_members(Map& map, const trading::quote& quote) {
  const bool stock = !quote.symbol.is_crypto();
  map.time("t", quote.market_ns);
  if (stock)
    map.text("bx", exchange_code(quote.bid));
  map.amount("bp", quote.bid).size("bs", quote.symbol, quote.bid_qty);
  if (stock)
    map.text("ax", exchange_code(quote.ask));
  map.amount("ap", quote.ask).size("as", quote.symbol, quote.ask_qty);
  if (stock)
    map.texts("c", "R").text("z", tape_of(quote.symbol));
}

template <class Map>
void put_members(Map& map, const trading::trade& trade) {
  map.time("t", trade.market_ns).amount("p", trade.px).size("s", trade.symbol, trade.qty);
  map.integer("i", static_cast<std::int64_t>(trade.id));
  if (trade.symbol.is_crypto())
    map.text("tks", "B");
  else
    map.text("x", "V").texts("c", "@").text("z", tape_of(trade.symbol));
}

template <class Map>
void put_members(Map& map, const told_trade& told) {
  put_members(map, static_cast<const trading::trade&>(told));
  if (!told.fate.empty())
    map.text("u", told.fate);
}

template <class Map>
void put_members(Map& map, const daily_bar& day) {
  put_members(map, day.bar);
}

template <class Map>
void put_members(Map& map, const updated_bar& updated) {
  put_members(map, updated.bar);
}

template <class Map>
void put_members(Map& map, const order_book& book) {
  const auto write_level = [&book](auto& into, const book_level& level) {
    into.amount("p", level.px).size("s", book.symbol, level.qty);
  };
  map.time("t", book.market_ns);
  map.list("b", book.bids, write_level).list("a", book.asks, write_level);
}

template <class Map>
void put_members(Map& map, const book_message& told) {
  put_members(map, told.book);
  map.flag("r", told.whole);
}

template <class Map>
void put_members(Map& map, const trading_status& status) {
  map.time("t", status.market_ns).text("sc", status.code).text("sm", status.text);
  map.text("rc", status.reason_code).text("rm", status.reason);
  map.text("z", tape_of(status.symbol));
}

template <class Map>
void put_members(Map& map, const order_imbalance& told) {
  map.time("t", told.market_ns).amount("p", told.px).text("z", tape_of(told.symbol));
}

template <class Map>
void put_members(Map& map, const price_band& band) {
  map.time("t", band.market_ns).amount("u", band.up).amount("d", band.down);
  map.text("i", "B").text("z", tape_of(band.symbol));
}

template <class Map>
void put_members(Map& map, const trade_correction& told) {
  const auto& of = told.wrong.symbol;
  map.time("t", told.market_ns).text("x", "V");
  map.integer("oi", static_cast<std::int64_t>(told.wrong.id)).amount("op", told.wrong.px);
  map.size("os", of, told.wrong.qty).texts("oc", "@");
  map.integer("ci", static_cast<std::int64_t>(told.right.id)).amount("cp", told.right.px);
  map.size("cs", of, told.right.qty).texts("cc", "@").text("z", tape_of(of));
}

template <class Map>
void put_members(Map& map, const trade_cancel& told) {
  const auto& trade = told.canceled;
  map.time("t", told.market_ns).integer("i", static_cast<std::int64_t>(trade.id)).text("x", "V");
  map.amount("p", trade.px).size("s", trade.symbol, trade.qty);
  map.text("a", "C").text("z", tape_of(trade.symbol));
}

template <class Map>
void put_members(Map& map, const news_item& news) {
  map.integer("id", news.id).text("headline", news.headline).text("summary", news.summary);
  map.text("author", news.author).text("content", news.content);
  map.time("created_at", news.created_ns).time("updated_at", news.created_ns);
  map.text("url", news_url(news.id)).words("symbols", compact_names(news.symbols));
  map.text("source", news.source);
}

} // namespace troupe::net::venue
