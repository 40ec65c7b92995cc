#include "net/venue/latest_json.hpp"

#include "net/venue/market_json.hpp"

namespace troupe::net::venue {

void write_latest_bars(json_writer& json, const exchange& market,
                       std::span<const trading::symbol> symbols) {
  json.key("bars").object();
  for (const auto& symbol : symbols)
    if (const auto* bar = market.bars().latest(symbol))
      write_object(json.key(symbol.text()), *bar);
  json.end_object();
}

void write_latest_quotes(json_writer& json, const exchange& market,
                         std::span<const trading::symbol> symbols) {
  json.key("quotes").object();
  for (const auto& symbol : symbols)
    if (const auto quote = market.engine().quote_of(symbol))
      write_object(json.key(symbol.text()), *quote);
  json.end_object();
}

} // namespace troupe::net::venue
