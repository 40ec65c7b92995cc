#include "trading/market/tick_bar_builder.hpp"

#include <algorithm>
#include <stdexcept>

namespace troupe::trading {

namespace {

price middle_of(const quote& seen) {
  return price{exact::multiply_divide(exact::add(seen.bid.units, seen.ask.units), 1, 2)};
}

} // namespace

tick_bar_builder::tick_bar_builder(const symbol& of, time_ns length_ns, time_ns grace_ns)
    : of_(of), length_ns_(length_ns), grace_ns_(grace_ns) {
  if (length_ns <= 0 || day_ns % length_ns != 0)
    throw std::invalid_argument("a bar's length must divide a day");
  if (grace_ns < 0)
    throw std::invalid_argument("a bar cannot be published before its end");
}

std::vector<bar> tick_bar_builder::fold(const trade& seen) {
  return take({seen.market_ns, seen.id}, seen.px, seen.qty, 1);
}

std::vector<bar> tick_bar_builder::fold(const quote& seen) {
  if (seen.bid.is_zero() || seen.ask.is_zero()) {
    ++counts_.one_sided;
    return advance(seen.market_ns);
  }
  return take({seen.market_ns, ++quotes_told_}, middle_of(seen), quantity{}, 0);
}

std::vector<bar> tick_bar_builder::take(const place& at, price px, quantity qty,
                                        std::int64_t trades) {
  const auto start_ns = floor_time(at.market_ns, length_ns_);
  if (start_ns < published_until_ns_) {
    ++counts_.late;
    return {};
  }
  ++counts_.taken;
  counts_.out_of_order += at.market_ns < latest_tick_ns_;
  latest_tick_ns_ = std::max(latest_tick_ns_, at.market_ns);
  const auto [found, opened] = open_.try_emplace(
      start_ns, open_bar{{of_, start_ns, length_ns_, px, px, px, px, qty, trades}, at, at});
  if (!opened) {
    auto& [candle, first, last] = found->second;
    candle.high = std::max(candle.high, px);
    candle.low = std::min(candle.low, px);
    candle.volume += qty;
    candle.trade_count += trades;
    if (at < first) {
      first = at;
      candle.open = px;
    }
    if (last < at) {
      last = at;
      candle.close = px;
    }
  }
  return advance(at.market_ns);
}

std::vector<bar> tick_bar_builder::advance(time_ns now) {
  std::vector<bar> published;
  const auto over_ns = floor_time(now - grace_ns_, length_ns_);
  published_until_ns_ = std::max(published_until_ns_, over_ns);
  while (!open_.empty() && open_.begin()->second.candle.end_ns() <= over_ns) {
    published.push_back(open_.begin()->second.candle);
    open_.erase(open_.begin());
  }
  return published;
}

} // namespace troupe::trading
