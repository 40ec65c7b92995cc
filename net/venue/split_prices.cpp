#include "net/venue/split_prices.hpp"

#include <algorithm>

namespace troupe::net::venue {

namespace {

constexpr std::int64_t cent = trading::units_per_one / 100;
constexpr std::int64_t hundredth_of_a_cent = cent / 100;

void change(trading::quote& seen, split_ratio by) {
  seen.bid = after_split(seen.bid, by);
  seen.ask = after_split(seen.ask, by);
  seen.bid_qty = after_split(seen.bid_qty, by);
  seen.ask_qty = after_split(seen.ask_qty, by);
}

void change(trading::trade& made, split_ratio by) {
  made.px = after_split(made.px, by);
  made.qty = after_split(made.qty, by);
}

void change(trading::bar& candle, split_ratio by) {
  for (auto* px : {&candle.open, &candle.high, &candle.low, &candle.close})
    *px = after_split(*px, by);
  candle.volume = after_split(candle.volume, by);
}

} // namespace

// A side that is not there stays so; a price is at least one increment.
trading::price after_split(trading::price before, split_ratio ratio) {
  if (before.is_zero())
    return before;
  const auto exact = trading::exact::multiply_divide(before.units, ratio.from, ratio.to);
  const auto increment = exact >= trading::units_per_one ? cent : hundredth_of_a_cent;
  return {std::max(trading::exact::floor_to(exact + increment / 2, increment), increment)};
}

trading::quantity after_split(trading::quantity before, split_ratio ratio) {
  return {trading::exact::multiply_divide(before.units, ratio.to, ratio.from)};
}

void split_prices::apply(market_instant& instant) const {
  if (ratios_.empty())
    return;
  for (auto& event : instant.events)
    if (const auto found = ratios_.find(symbol_of(event)); found != ratios_.end())
      for (const auto ratio : found->second)
        std::visit([ratio](auto& each) { change(each, ratio); }, event);
}

} // namespace troupe::net::venue
