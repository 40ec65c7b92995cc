#include "trading/exits/exit_plan.hpp"

#include <algorithm>

namespace troupe::trading {

namespace {

bool is_beyond(bool upwards, price px, std::optional<price> level) {
  return level && (upwards ? px >= *level : px <= *level);
}

} // namespace

exit_reason exit_plan::update(const look& now) {
  if (!held_ || held_->is_long != now.is_long)
    begin(now);
  auto& held = *held_;
  held.last_ns = now.market_ns;
  const bool range_is_new = !held.stop_distance && now.atr && !chosen_.stop_atr_multiple.is_zero();
  if (range_is_new || held.average_price != now.average_price)
    set_levels(now);
  const auto close = now.prices.close;
  const bool trails = held.trailing.update(now.prices, now.atr);
  const bool breaks_even = held.break_even.update(close);
  if (is_beyond(!held.is_long, close, held.stop))
    return exit_reason::stop;
  if (is_beyond(held.is_long, close, held.target))
    return exit_reason::target;
  if (trails)
    return exit_reason::trailing_stop;
  if (breaks_even)
    return exit_reason::break_even;
  if (chosen_.time_limit_ns > 0 && held_ns() >= chosen_.time_limit_ns)
    return exit_reason::time_limit;
  return exit_reason::none;
}

void exit_plan::begin(const look& now) {
  held_.emplace(
      held_position{now.is_long, now.average_price, last_flat_ns_.value_or(now.market_ns),
                    now.market_ns, trailing_stop(chosen_.trailing, now.is_long, now.average_price),
                    break_even_stop(chosen_.break_even_percent, now.is_long, now.average_price),
                    std::nullopt, std::nullopt, std::nullopt});
  set_levels(now);
}

void exit_plan::set_levels(const look& now) {
  auto& held = *held_;
  held.average_price = now.average_price;
  const auto average = held.average_price;
  if (!held.stop_distance && now.atr && !chosen_.stop_atr_multiple.is_zero())
    held.stop_distance = times(*now.atr, chosen_.stop_atr_multiple);
  held.stop = stop_with(average, held.is_long, held.stop_distance);
  held.target = target_at(average, held.is_long);
}

std::optional<price> exit_plan::target_at(price entry, bool is_long) const {
  if (chosen_.target_percent.is_zero())
    return std::nullopt;
  return moved_by_percent(entry, is_long ? chosen_.target_percent : -chosen_.target_percent);
}

std::optional<price> exit_plan::stop_at(price entry, bool is_long,
                                        std::optional<price> atr) const {
  std::optional<price> distance;
  if (atr && !chosen_.stop_atr_multiple.is_zero())
    distance = times(*atr, chosen_.stop_atr_multiple);
  return stop_with(entry, is_long, distance);
}

std::optional<price> exit_plan::stop_with(price entry, bool is_long,
                                          std::optional<price> distance) const {
  std::optional<price> stop;
  if (!chosen_.stop_percent.is_zero())
    stop = moved_by_percent(entry, is_long ? -chosen_.stop_percent : chosen_.stop_percent);
  if (!distance)
    return stop;
  const auto level = is_long ? entry - *distance : entry + *distance;
  if (!stop)
    return level;
  return is_long ? std::max(*stop, level) : std::min(*stop, level);
}

std::optional<price> exit_plan::stop() const {
  return held_ ? held_->stop : std::nullopt;
}

std::optional<price> exit_plan::target() const {
  return held_ ? held_->target : std::nullopt;
}

} // namespace troupe::trading
