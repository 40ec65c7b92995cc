// The latest of each of some symbols: {"AAPL":{…}}, and snapshots of all of it. A symbol of which
// none is known is left out.
#pragma once

#include "net/venue/exchange.hpp"
#include "net/venue/json_writer.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace troupe::net::venue {

enum class latest_kind : std::uint8_t { bar, trade, quote, order_book };

// "bars", "trades", "quotes", "orderbooks" as they stand in paths.
std::optional<latest_kind> latest_kind_of(std::string_view plural);
std::string_view singular_of(latest_kind kind); // "bar"

// Whether there is one; then it is written.
bool write_latest(json_writer& json, const exchange& market, latest_kind kind,
                  const trading::symbol& of);
void write_latest_by_symbol(json_writer& json, const exchange& market, latest_kind kind,
                            std::span<const trading::symbol> symbols);

// latestTrade, latestQuote, minuteBar, dailyBar and prevDailyBar, each null where it is not known.
void write_snapshot_members(json_writer& json, const exchange& market, const trading::symbol& of);
// Whether anything is known of it.
bool has_market(const exchange& market, const trading::symbol& of);

} // namespace troupe::net::venue
