#include "net/venue/market_source.hpp"

namespace troupe::net::venue {

const trading::symbol& symbol_of(const market_event& event) {
  return std::visit([](const auto& told) -> const trading::symbol& { return told.symbol; }, event);
}

trading::time_ns published_ns(const market_event& event) {
  if (const auto* bar = std::get_if<trading::bar>(&event))
    return bar->end_ns();
  if (const auto* quote = std::get_if<trading::quote>(&event))
    return quote->market_ns;
  return std::get<trading::trade>(event).market_ns;
}

bool precedes_within_instant(const market_event& left, const market_event& right) {
  const auto by_symbol = symbol_of(left) <=> symbol_of(right);
  return by_symbol < 0 || (by_symbol == 0 && left.index() < right.index());
}

} // namespace troupe::net::venue
