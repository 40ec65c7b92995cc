// One market data object of the venue, in a stream's frame or in an answer's page: its fields as
// they stand in the text, and the values they make. Internal to this folder's decoders.
#pragma once

#include "trading/market/bar.hpp"
#include "trading/market/quote.hpp"
#include "trading/market/symbol.hpp"
#include "trading/market/trade.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

#include <simdjson.h>

namespace troupe::net::alpaca {

// Raw tokens, valid as long as the text; empty where the key is absent. A string keeps its quotes.
struct market_fields {
  std::string_view kind, symbol, time, id, count, end;
  std::string_view open, high, low, close, volume;
  std::string_view price, size;
  std::string_view bid, bid_size, ask, ask_size;
  std::string_view code;
};

// Goes through the whole object; an error is one of the text's form.
simdjson::error_code read_fields(simdjson::ondemand::object message, market_fields& fields);

// A string token without its quotes; the venue escapes nothing in symbols, kinds and times.
std::string_view unquoted(std::string_view token);
std::optional<std::uint64_t> parse_unsigned(std::string_view token);

// Nothing where a needed field is missing or unreadable. The symbol is given apart, for in pages
// it is the key of the list.
std::optional<trading::quote> to_quote(const market_fields& fields, const trading::symbol& name);
std::optional<trading::trade> to_trade(const market_fields& fields, const trading::symbol& name);
std::optional<trading::bar> to_bar(const market_fields& fields, const trading::symbol& name,
                                   trading::time_ns length_ns);

} // namespace troupe::net::alpaca
