// The names that market data give to places and articles.
#pragma once

#include "trading/market/symbol.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace troupe::net::venue {

// The consolidated tape that reports a stock, by the exchange that lists it: "A" for New York, "C"
// for Nasdaq and what is not known, "B" for every other.
std::string_view tape_of(const trading::symbol& stock);

std::string news_url(std::int64_t id);
std::vector<std::string> compact_names(std::span<const trading::symbol> symbols); // "BTCUSD"

} // namespace troupe::net::venue
