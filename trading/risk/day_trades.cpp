#include "trading/risk/day_trades.hpp"

#include "trading/market/market_day.hpp"

#include <algorithm>
#include <numeric>

namespace troupe::trading {

void day_trades::advance(time_ns now) {
  if (now < ends_ns_)
    return;
  const auto today = market_day_of(asset_class::us_equity, now);
  ends_ns_ = today.ends_ns;
  if (!today.has_session() && day_ns_ != 0)
    return; // it goes on with the trading day before
  constexpr time_ns forgotten_ns = 30 * trading::day_ns;
  std::size_t passed = day_ns_ == 0 || now - traded_until_ns_ > forgotten_ns ? days : 1;
  for (auto at = traded_until_ns_; at < today.begins_ns && passed < days;) {
    const auto between = market_day_of(asset_class::us_equity, at);
    passed += between.has_session() ? 1 : 0;
    at = between.ends_ns;
  }
  std::rotate(counts_.begin(), counts_.end() - static_cast<std::ptrdiff_t>(passed % days),
              counts_.end());
  std::fill_n(counts_.begin(), passed, 0);
  day_ns_ = today.begins_ns;
  traded_until_ns_ = today.ends_ns;
}

void day_trades::change(const symbol& name, quantity before, quantity after, time_ns now) {
  advance(now);
  if (name.is_crypto() || before == after)
    return;
  const auto size = [](quantity of) { return of < quantity{} ? -of : of; };
  const bool crosses = (before > quantity{} && after < quantity{}) ||
                       (before < quantity{} && after > quantity{});
  auto& opened = opened_[name];
  if ((crosses || size(after) < size(before)) && opened.day_ns == day_ns_ && !opened.counted) {
    ++counts_.front();
    opened.counted = true;
  }
  if (crosses || size(after) > size(before))
    opened = {day_ns_, false};
}

std::int64_t day_trades::count() const {
  return std::accumulate(counts_.begin(), counts_.end(), std::int64_t{0});
}

} // namespace troupe::trading
