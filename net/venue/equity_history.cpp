#include "net/venue/equity_history.hpp"

#include "net/venue/new_york_time.hpp"

#include <algorithm>
#include <iterator>

namespace troupe::net::venue {

namespace {

void keep(std::deque<equity_point>& into, equity_point point, std::size_t most) {
  into.push_back(point);
  if (into.size() > most)
    into.pop_front();
}

// One that starts with the last makes it over: the worth at the end counts.
void append_or_replace(std::vector<equity_point>& points, equity_point next) {
  if (!points.empty() && points.back().start == next.start)
    points.back() = next;
  else
    points.push_back(next);
}

} // namespace

trading::time_ns day_start(trading::time_ns at) {
  return trading::floor_time(at + new_york_offset(at), trading::day_ns);
}

bool equity_history::is_due(trading::time_ns at) const {
  return trading::floor_time(at, trading::minute_ns) !=
         trading::floor_time(at_, trading::minute_ns);
}

void equity_history::move(trading::time_ns at, trading::money equity) {
  if (is_due(at))
    keep(minutes_, {trading::floor_time(at_, trading::minute_ns), equity}, minutes_max);
  if (day_start(at) != day_start(at_))
    keep(days_, {day_start(at_), equity}, days_max);
  at_ = at;
}

std::vector<equity_point> equity_history::points(trading::time_ns length, trading::time_ns from,
                                                 trading::time_ns until,
                                                 trading::money equity) const {
  const bool daily = length == trading::day_ns;
  const auto start_of = [&](trading::time_ns at) { return trading::floor_time(at, length); };
  const auto first = daily ? day_start(from) : from;
  const auto last = daily ? day_start(until) : until;
  std::vector<equity_point> chosen;
  const auto take = [&](equity_point point) {
    point.start = start_of(point.start);
    if (point.start >= first && point.start <= last)
      append_or_replace(chosen, point);
  };
  for (const auto& point : daily ? days_ : minutes_)
    take(point);
  take({daily ? day_start(at_) : at_, equity});
  return chosen;
}

std::optional<equity_point> equity_history::day_before(trading::time_ns start) const {
  const auto next = std::lower_bound(
      days_.begin(), days_.end(), start,
      [](const auto& point, trading::time_ns limit) { return point.start < limit; });
  if (next == days_.begin())
    return std::nullopt;
  return *std::prev(next);
}

} // namespace troupe::net::venue
