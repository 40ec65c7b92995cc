#include "net/venue/data/derived_ticks.hpp"

#include <array>

namespace troupe::net::venue {

void append_trades(const trading::bar& of, std::vector<trading::trade>& into) {
  constexpr std::int64_t trades_a_bar = 4;
  const bool rose = of.close >= of.open;
  const std::array prices{of.open, rose ? of.low : of.high, rose ? of.high : of.low, of.close};
  const auto smallest = of.symbol.is_crypto() ? 1 : trading::units_per_one;
  const trading::quantity quarter{
      trading::exact::floor_to(of.volume.units / trades_a_bar, smallest)};
  auto left = of.volume;
  const auto first_id = static_cast<std::uint64_t>(of.start_ns / trading::second_ns * trades_a_bar);
  for (std::size_t place = 0; place < prices.size(); ++place) {
    const auto qty = place + 1 == prices.size() ? left : quarter;
    left -= qty;
    if (!qty.is_zero())
      into.push_back({.symbol = of.symbol,
                      .market_ns = of.start_ns + static_cast<trading::time_ns>(place) *
                                                     (of.length_ns / trades_a_bar),
                      .px = prices[place],
                      .qty = qty,
                      .id = first_id + place});
  }
}

} // namespace troupe::net::venue
