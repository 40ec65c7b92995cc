// Which venue the configuration means, and where its surfaces are.
//
// Without keys and without a URL it is the built-in venue. With keys and no URL it is Alpaca's
// paper venue. A URL whose host is not one of Alpaca's serves data and streams at that same host
// and port, unless they are given, and is taken to be simulated.
#pragma once

#include "config/settings.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace troupe::config {

enum class venue_kind : std::uint8_t {
  builtin,   // our own, inside this process or cluster
  simulated, // another server that speaks Alpaca's protocol
  paper,
  live
};

std::string_view to_text(venue_kind kind);

struct venue_access {
  venue_kind kind = venue_kind::builtin;
  bool extensions = false;     // ticks and barriers may be asked for: never of Alpaca's hosts
  bool trading_allowed = true; // false at a live venue without trading.allow_live
  std::string key_id;
  std::string secret_key;
  std::string base_url;   // "http://127.0.0.1:9200": REST of the trading side
  std::string data_url;   // REST of market data
  std::string stream_url; // "ws://…": market data streams, without a path
  std::string orders_url; // "ws://…/stream": the order stream

  bool simulated() const { return kind == venue_kind::builtin || kind == venue_kind::simulated; }
};

venue_access resolve(const settings& from);

} // namespace troupe::config
