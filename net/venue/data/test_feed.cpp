#include "net/venue/data/test_feed.hpp"

#include <algorithm>

namespace troupe::net::venue {

namespace {

constexpr std::int64_t cent = trading::units_per_one / 100;
constexpr auto first_price = trading::price::of(133);
constexpr std::int64_t furthest = 20 * trading::units_per_one;

} // namespace

test_feed::test_feed(std::uint64_t seed, trading::time_ns start_ns)
    : symbol_(trading::symbol::of("FAKEPACA")), bits_(seed),
      now_ns_(trading::floor_time(start_ns, trading::second_ns)), last_(first_price) {}

market_instant test_feed::next_second() {
  now_ns_ += trading::second_ns;
  market_instant made{.at = now_ns_, .events = {}, .crosses_gap = false};
  const auto step = static_cast<std::int64_t>(bits_.below(5)) - 2;
  const auto moved = last_.units + step * cent;
  if (moved > first_price.units - furthest && moved < first_price.units + furthest)
    last_.units = moved;
  const auto lots = trading::quantity::of(static_cast<std::int64_t>(1 + bits_.below(9)) * 100);
  made.events.emplace_back(trading::quote{.symbol = symbol_,
                                          .market_ns = now_ns_,
                                          .bid = {last_.units - cent},
                                          .bid_qty = lots,
                                          .ask = {last_.units + cent},
                                          .ask_qty = lots});
  made.events.emplace_back(trading::trade{
      .symbol = symbol_, .market_ns = now_ns_, .px = last_, .qty = lots, .id = ++trades_});
  if (minute_ && now_ns_ >= minute_->end_ns()) {
    made.events.emplace_back(*minute_);
    minute_.reset();
  }
  if (!minute_) {
    minute_.emplace();
    minute_->symbol = symbol_;
    minute_->start_ns = trading::floor_time(now_ns_, trading::minute_ns);
    minute_->open = minute_->high = minute_->low = last_;
  }
  minute_->high = std::max(minute_->high, last_);
  minute_->low = std::min(minute_->low, last_);
  minute_->close = last_;
  minute_->volume += lots;
  ++minute_->trade_count;
  return made;
}

} // namespace troupe::net::venue
