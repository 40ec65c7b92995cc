// What a client asks of historical market data, read from a request's parameters.
#pragma once

#include "net/venue/call.hpp"
#include "net/venue/data/timeframe.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::net::venue {

// How far the pages before have come: so many items of this stamp are told already.
struct page_position {
  trading::symbol symbol;
  trading::time_ns at = 0;
  std::size_t told = 0;
};

struct history_query {
  std::vector<trading::symbol> symbols; // ascending
  trading::time_ns first_ns = 0;        // both inclusive
  trading::time_ns last_ns = 0;
  std::int64_t limit = 1000; // of all symbols together
  bool ascending = true;
  std::optional<page_position> after;
};

// Reads start, end, limit, sort and page_token. Error: `invalid_parameter`.
result<history_query> read_history_query(const call& asked, std::vector<trading::symbol> symbols,
                                         trading::time_ns default_first_ns, trading::time_ns now);

// Text that is safe in a URL ("BTC-USD.1767225600000000000.1"); clients treat it as opaque.
std::string token_of(const page_position& position);

enum class price_feed : std::uint8_t { history, latest };

// Whether nothing but the parameters of this list is given, and what every family of market data
// takes is well formed: feed, currency, asof and adjustment, as far as they are listed. All feeds
// show the one market there is. Errors: `invalid_parameter`.
result<void> check_parameters(const call& asked, std::initializer_list<std::string_view> known,
                              price_feed feeds = price_feed::history);

} // namespace troupe::net::venue
