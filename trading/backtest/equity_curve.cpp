#include "trading/backtest/equity_curve.hpp"

#include <algorithm>
#include <utility>

namespace troupe::trading {

void equity_curve::add(time_ns at, money equity) {
  if (points_.empty() || equity >= highest_) {
    highest_ = equity;
    highest_at_ = at;
  }
  const auto fallen = highest_ - equity;
  const double share = highest_.units > 0 ? fallen.to_double() / highest_.to_double() : 0;
  deepest_ = std::max(deepest_, fallen);
  deepest_share_ = std::max(deepest_share_, share);
  longest_ns_ = std::max(longest_ns_, at - highest_at_);
  const bool same_span =
      !points_.empty() && floor_time(points_.back().at_ns, span_ns_) == floor_time(at, span_ns_);
  if (same_span) {
    auto& last = points_.back();
    last = {at, equity, std::max(last.drawdown, share)};
    return;
  }
  points_.push_back({at, equity, share});
  while (points_.size() > points_max)
    halve();
}

void equity_curve::halve() {
  span_ns_ *= 2;
  std::vector<curve_point> fewer;
  for (const auto& each : points_) {
    const bool joins = !fewer.empty() && floor_time(fewer.back().at_ns, span_ns_) ==
                                             floor_time(each.at_ns, span_ns_);
    if (joins)
      fewer.back() = {each.at_ns, each.equity, std::max(fewer.back().drawdown, each.drawdown)};
    else
      fewer.push_back(each);
  }
  points_ = std::move(fewer);
}

} // namespace troupe::trading
