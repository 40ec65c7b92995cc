#include "trading/portfolio/equity_history.hpp"

#include "trading/market/market_day.hpp"

#include <algorithm>

namespace troupe::trading {

namespace {

constexpr time_ns hour_ns = 60 * minute_ns;

time_ns end_of(history_step step, time_ns now) {
  switch (step) {
  case history_step::minute:
    return floor_time(now, minute_ns) + minute_ns;
  case history_step::hour:
    return floor_time(now, hour_ns) + hour_ns;
  case history_step::day:
    break;
  }
  return market_day_of(asset_class::us_equity, now).ends_ns;
}

} // namespace

void equity_history::advance(time_ns now, const equity_point& before) {
  if (now < first_end_)
    return;
  const bool begun = first_end_ != std::numeric_limits<time_ns>::min();
  for (std::size_t step = 0; begun && step < points_.size(); ++step) {
    if (now < ends_[step])
      continue;
    auto point = before;
    point.at_ns = ends_[step];
    points_[step].push_back(point);
    if (points_[step].size() > kept_max[step])
      points_[step].pop_front();
  }
  begin_steps(now);
}

void equity_history::begin_steps(time_ns now) {
  for (std::size_t step = 0; step < ends_.size(); ++step)
    ends_[step] = end_of(static_cast<history_step>(step), now);
  first_end_ = *std::min_element(ends_.begin(), ends_.end());
}

} // namespace troupe::trading
