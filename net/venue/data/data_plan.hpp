// What a subscription to market data includes, as Alpaca sells it.
#pragma once

#include "trading/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace troupe::net::venue {

struct data_plan {
  static constexpr std::size_t unlimited = 0;

  std::size_t connections_per_stream = unlimited; // of one key
  std::size_t symbols_max = unlimited;            // with trades or quotes, of one connection
  std::size_t books_max = unlimited;              // order books, of one connection
  bool consolidated = true;                       // /v2/sip, and recent data of feed=sip
  std::int64_t requests_a_minute = 10'000;

  // "open": no limit; "plus" (Algo Trader Plus): one connection to a stream; "basic": that, 30
  // symbols, 10 order books, no consolidated tape, and 200 requests a minute. Error:
  // `unknown_plan`.
  static result<data_plan> named(std::string_view name);
};

} // namespace troupe::net::venue
