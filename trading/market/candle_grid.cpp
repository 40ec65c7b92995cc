#include "trading/market/candle_grid.hpp"

#include <algorithm>
#include <stdexcept>

namespace troupe::trading {

candle_grid::candle_grid(time_ns length_ns, asset_class kind)
    : length_ns_(length_ns), kind_(kind), days_(kind) {
  if (length_ns <= 0 || day_ns % length_ns != 0)
    throw std::invalid_argument("a candle's length must divide a day");
}

std::optional<candle_span> candle_grid::at(time_ns when) {
  if (last_.holds(when))
    return last_;
  const auto found = find(when);
  if (found)
    last_ = *found;
  return found;
}

std::optional<candle_span> candle_grid::find(time_ns when) {
  if (kind_ == asset_class::crypto) {
    const auto start_ns = floor_time(when, length_ns_);
    return candle_span{start_ns, start_ns + length_ns_};
  }
  const auto& day = days_.at(when);
  if (length_ns_ == day_ns) {
    if (!day.in_session(when))
      return std::nullopt;
    return candle_span{day.opens_ns, day.closes_ns};
  }
  candle_span stretch{day.closes_ns, day.ends_ns};
  if (when < day.opens_ns)
    stretch = {day.begins_ns, day.opens_ns};
  else if (when < day.closes_ns)
    stretch = {day.opens_ns, day.closes_ns};
  const auto start_ns = stretch.start_ns + floor_time(when - stretch.start_ns, length_ns_);
  return candle_span{start_ns, std::min(start_ns + length_ns_, stretch.end_ns)};
}

} // namespace troupe::trading
