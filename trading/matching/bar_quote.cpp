#include "trading/matching/bar_quote.hpp"

#include "trading/orders/order_increments.hpp"

namespace troupe::trading {

namespace {

constexpr std::int64_t bps_per_one = 10'000;

} // namespace

price tick_of(price px) {
  return stock_price_increment(px);
}

quote quote_around(const bar& published, std::int64_t half_spread_bps) {
  const auto tick = tick_of(published.close).units;
  const price half{exact::multiply_divide_up(published.close.units, half_spread_bps, bps_per_one)};
  const price bid{exact::floor_to((published.close - half).units, tick)};
  const price ask{exact::ceil_to((published.close + half).units, tick)};
  return {.symbol = published.symbol,
          .market_ns = published.end_ns(),
          .bid = bid > price{} ? bid : price{},
          .bid_qty = published.volume,
          .ask = ask,
          .ask_qty = published.volume};
}

} // namespace troupe::trading
