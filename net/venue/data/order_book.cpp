#include "net/venue/data/order_book.hpp"

#include "trading/matching/bar_quote.hpp"

#include <algorithm>

namespace troupe::net::venue {

namespace {

constexpr std::int64_t steps_per_price = 10'000;

std::vector<book_level> side_of(trading::price best, trading::quantity qty, int direction) {
  std::vector<book_level> levels;
  if (best.is_zero() || qty.is_zero())
    return levels;
  const auto tick = trading::tick_of(best).units;
  const auto step = std::max(trading::exact::floor_to(best.units / steps_per_price, tick), tick);
  for (std::size_t level = 0; level < order_book::levels_a_side && best.units > 0; ++level) {
    levels.push_back({best, qty});
    best.units += direction * step;
    qty += {qty.units / 2};
  }
  return levels;
}

std::vector<book_level> change_between(const std::vector<book_level>& earlier,
                                       const std::vector<book_level>& later) {
  std::vector<book_level> changed;
  for (const auto& level : later)
    if (std::find(earlier.begin(), earlier.end(), level) == earlier.end())
      changed.push_back(level);
  for (const auto& level : earlier)
    if (std::none_of(later.begin(), later.end(),
                     [&](const auto& other) { return other.px == level.px; }))
      changed.push_back({level.px, {}});
  return changed;
}

} // namespace

order_book order_book::around(const trading::quote& quote) {
  return {.symbol = quote.symbol,
          .market_ns = quote.market_ns,
          .bids = side_of(quote.bid, quote.bid_qty, -1),
          .asks = side_of(quote.ask, quote.ask_qty, 1)};
}

order_book order_book::change_since(const order_book& earlier) const {
  return {.symbol = symbol,
          .market_ns = market_ns,
          .bids = change_between(earlier.bids, bids),
          .asks = change_between(earlier.asks, asks)};
}

} // namespace troupe::net::venue
