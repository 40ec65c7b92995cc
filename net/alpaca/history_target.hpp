// The requests for past market data, as they stand on the wire.
#pragma once

#include "net/alpaca/history_client.hpp"
#include "trading/market/symbol.hpp"
#include "trading/market/time.hpp"

#include <optional>
#include <string>
#include <vector>

namespace troupe::net::alpaca {

// One request's symbols, all of one asset class: the venue keeps stocks and crypto apart.
struct symbol_group {
  trading::asset_class kind = trading::asset_class::us_equity;
  std::vector<trading::symbol> symbols; // at most symbols_max, so that the target stays short

  static constexpr std::size_t symbols_max = 100;
};

// Sorted, without repeats, stocks before crypto.
std::vector<symbol_group> group(std::vector<trading::symbol> symbols);

// "1Min" to "59Min", "1Hour" to "23Hour", "1Day"; nothing for another length.
std::optional<std::string> timeframe(trading::time_ns length_ns);

// Without a page token.
std::string bars_target(const symbol_group& asked, const bar_query& wanted,
                        const std::string& frame, const std::string& feed);
std::string latest_quotes_target(const symbol_group& asked, const std::string& feed);

} // namespace troupe::net::alpaca
