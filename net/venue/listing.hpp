// What the built-in venue lists: name, exchange, and the character of each asset's market.
#pragma once

#include "trading/market/symbol.hpp"

#include <span>
#include <string_view>

namespace troupe::net::venue {

// The figures shape the seeded market only: input, not results, hence doubles.
struct listing {
  std::string_view symbol; // canonical
  std::string_view name;
  std::string_view exchange;
  double start_price = 0;
  double daily_volatility = 0; // standard deviation of a day's return
  double half_spread_bps = 0;
  double minute_volume = 0; // shares or coins traded in an ordinary minute
};

// Ascending by symbol.
std::span<const listing> listings();
// Null for what is not listed, as symbols of replayed files may be.
const listing* find_listing(const trading::symbol& of);
// Of what is not listed: CRYPTO for pairs, NASDAQ for stocks.
std::string_view exchange_name(const trading::symbol& of);

} // namespace troupe::net::venue
