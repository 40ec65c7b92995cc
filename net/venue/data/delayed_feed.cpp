#include "net/venue/data/delayed_feed.hpp"

#include <algorithm>

namespace troupe::net::venue {

bool is_delayed(std::string_view feed) {
  constexpr std::string_view name = "delayed_sip";
  return std::equal(feed.begin(), feed.end(), name.begin(), name.end(), [](char given, char lower) {
    return given == lower || (given >= 'A' && given <= 'Z' && (given | 0x20) == lower);
  });
}

std::vector<market_event> published_between(const exchange& market, trading::time_ns first_ns,
                                            trading::time_ns last_ns) {
  std::vector<market_event> found;
  for (const auto& symbol : market.symbols()) {
    if (symbol.is_crypto())
      continue;
    for (const auto& quote : market.ticks().quotes(symbol, first_ns, last_ns))
      found.emplace_back(quote);
    for (const auto& trade : market.ticks().trades(symbol, first_ns, last_ns))
      if (trade.stands())
        found.emplace_back(static_cast<const trading::trade&>(trade));
    for (const auto& bar : market.bars().ended_between(symbol, first_ns, last_ns))
      found.emplace_back(bar);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& left, const auto& right) {
    return published_ns(left) < published_ns(right);
  });
  return found;
}

} // namespace troupe::net::venue
