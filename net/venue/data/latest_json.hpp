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
// The same as the delayed feed tells it: of the day before that moment.
bool write_delayed(json_writer& json, const exchange& market, latest_kind kind,
                   const trading::symbol& of);
using latest_writer = decltype(&write_latest);
latest_writer writer_for(std::string_view feed);
void write_latest_by_symbol(json_writer& json, const exchange& market, latest_kind kind,
                            std::span<const trading::symbol> symbols,
                            latest_writer write = write_latest);

// latestTrade, latestQuote, minuteBar, dailyBar and prevDailyBar, each null where it is not known.
void write_snapshot_members(json_writer& json, const exchange& market, const trading::symbol& of,
                            latest_writer write = write_latest);
// The bar of the day before today, which begins at midnight in New York, for pairs in UTC; empty
// where it is not known.
std::optional<trading::bar> day_before(const exchange& market, const trading::symbol& of);
// Whether anything is known of it.
bool has_market(const exchange& market, const trading::symbol& of);

} // namespace troupe::net::venue
