// Where the venue is and who we are there. Real Alpaca and the built-in venue differ in nothing
// else.
#pragma once

#include "net/http/endpoint.hpp"
#include "net/http/message.hpp"
#include "trading/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace troupe::net::alpaca {

// As configured; data and stream may be empty (see resolve).
struct venue_urls {
  std::string trading; // "https://paper-api.alpaca.markets"; a trailing "/v2" is forgiven
  std::string data;    // "https://data.alpaca.markets"
  std::string stream;  // "wss://stream.data.alpaca.markets"
};

struct credentials {
  std::string key_id;
  std::string secret;
};

// What every client of this folder is made from.
struct access {
  http::endpoint trading;
  http::endpoint data;
  http::endpoint stream;
  credentials keys;
  // Ticks and barriers may be asked for: true when no host is one of Alpaca's.
  bool extensions = false;

  // Orders would be for real money: Alpaca's host, and not the paper one.
  bool is_live() const;
  // The two headers that authenticate a request.
  std::vector<http::header> key_headers() const;
};

// Fills what is empty: on Alpaca's hosts with Alpaca's other hosts, elsewhere with the host and
// port of the trading URL. Errors: `invalid_url`, `missing_credentials`.
result<access> resolve(const venue_urls& urls, credentials keys);

// alpaca.markets and every name below it, in any case.
bool is_alpaca_host(std::string_view host);

} // namespace troupe::net::alpaca
