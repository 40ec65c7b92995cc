#include "actors/feed/warm_up.hpp"

#include <algorithm>

namespace troupe::actors {

trading::time_ns warm_up_ns(const std::vector<trading::strategy_choice>& strategies,
                            trading::asset_class kind) {
  constexpr auto longest = 5 * trading::day_ns;
  if (kind == trading::asset_class::us_equity)
    return longest;
  trading::time_ns needed = 0;
  for (const auto& each : strategies)
    if (const auto made = trading::make_strategy(each.name, each.parameters))
      needed = std::max(needed, 8 * (*made)->warm_up_candles() * (*made)->candle_length_ns());
  return std::min(needed, longest);
}

} // namespace troupe::actors
