// The latest bar or quote of each of some symbols: {"bars":{"AAPL":{…}}}. A symbol of which none
// is known is left out.
#pragma once

#include "net/venue/exchange.hpp"
#include "net/venue/json_writer.hpp"

#include <span>

namespace troupe::net::venue {

void write_latest_bars(json_writer& json, const exchange& market,
                       std::span<const trading::symbol> symbols);
void write_latest_quotes(json_writer& json, const exchange& market,
                         std::span<const trading::symbol> symbols);

} // namespace troupe::net::venue
