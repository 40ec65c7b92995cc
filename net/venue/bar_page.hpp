// One page of historical bars, as both families of market data serve it.
//
// A page goes by symbol, then time. Its token says which bar was the last, as text that is safe in
// a URL ("BTC-USD.1767225600000000000"); clients treat it as opaque.
#pragma once

#include "net/venue/bar_tape.hpp"
#include "net/venue/call.hpp"
#include "net/venue/json_writer.hpp"

#include <optional>
#include <string>
#include <vector>

namespace troupe::net::venue {

struct bar_query {
  std::vector<trading::symbol> symbols; // ascending
  timeframe frame;
  trading::time_ns first_ns = 0; // both inclusive
  trading::time_ns last_ns = 0;
  std::int64_t limit = 1000; // bars of all symbols together
  bool ascending = true;
  struct position {
    trading::symbol symbol;
    trading::time_ns start_ns = 0;
  };
  std::optional<position> after;
};

// Reads timeframe, start, end, limit, sort and page_token. Errors: `invalid_parameter`,
// `invalid_timeframe`.
result<bar_query> read_bar_query(const call& asked, std::vector<trading::symbol> symbols,
                                 trading::time_ns default_first_ns, trading::time_ns now);

struct bar_page {
  std::vector<std::vector<trading::bar>> runs; // each of one symbol, none empty
  std::string next_page_token;                 // empty at the end
};

bar_page take_page(const bar_tape& tape, const bar_query& query);

// The members "bars" (a map by symbol, or a plain array of one symbol) and "next_page_token".
void write_bars_by_symbol(json_writer& json, const bar_page& page);
void write_bars_of_one(json_writer& json, const bar_page& page);

} // namespace troupe::net::venue
