#include "net/venue/data/bar_tape.hpp"

#include <algorithm>

namespace troupe::net::venue {

namespace {

void extend(trading::bar& growing, const trading::bar& by) {
  growing.high = std::max(growing.high, by.high);
  growing.low = std::min(growing.low, by.low);
  growing.close = by.close;
  growing.volume += by.volume;
  growing.trade_count += by.trade_count;
}

} // namespace

void bar_tape::add(const trading::bar& published) {
  auto& kept = bars_[published.symbol];
  kept.push_back(published);
  if (kept.size() > bars_max)
    kept.pop_front();
}

const trading::bar* bar_tape::latest(const trading::symbol& of) const {
  const auto found = bars_.find(of);
  return found == bars_.end() ? nullptr : &found->second.back();
}

std::vector<trading::bar> bar_tape::between(const trading::symbol& of, timeframe frame,
                                            trading::time_ns first_ns,
                                            trading::time_ns last_ns) const {
  std::vector<trading::bar> made;
  const auto found = bars_.find(of);
  if (found == bars_.end())
    return made;
  const auto begins = std::lower_bound(
      found->second.begin(), found->second.end(), first_ns,
      [&](const auto& bar, auto at) { return frame.start_of(of, bar.start_ns) < at; });
  trading::time_ns span_end = 0; // nothing before it needs the calendar again
  const bool fixed = frame.unit == time_unit::minute || frame.unit == time_unit::hour;
  for (auto bar = begins; bar != found->second.end(); ++bar) {
    if (!made.empty() && bar->start_ns < span_end) {
      extend(made.back(), *bar);
      continue;
    }
    const auto start_ns = frame.start_of(of, bar->start_ns);
    if (start_ns > last_ns)
      break;
    if (!made.empty() && made.back().start_ns == start_ns) {
      extend(made.back(), *bar);
      continue;
    }
    made.push_back(*bar);
    made.back().start_ns = start_ns;
    made.back().length_ns = std::max(frame.length_ns(), bar->length_ns);
    span_end = start_ns + (fixed ? frame.length_ns() : trading::day_ns - 60 * trading::minute_ns);
  }
  return made;
}

std::vector<trading::bar> bar_tape::ended_between(const trading::symbol& of,
                                                  trading::time_ns first_ns,
                                                  trading::time_ns last_ns) const {
  const auto found = bars_.find(of);
  if (found == bars_.end())
    return {};
  const auto& kept = found->second;
  const auto begins =
      std::lower_bound(kept.begin(), kept.end(), first_ns,
                       [](const auto& bar, auto limit) { return bar.end_ns() < limit; });
  const auto ends = std::upper_bound(begins, kept.end(), last_ns, [](auto limit, const auto& bar) {
    return limit < bar.end_ns();
  });
  return {begins, ends};
}

std::optional<trading::bar> bar_tape::at(const trading::symbol& of, timeframe frame,
                                         trading::time_ns at) const {
  const auto start_ns = frame.start_of(of, at);
  auto bars = between(of, frame, start_ns, start_ns);
  return bars.empty() ? std::nullopt : std::optional(bars.front());
}

std::optional<trading::bar> bar_tape::add_late(const trading::symbol& of, trading::time_ns start_ns,
                                               trading::quantity qty) {
  const auto found = bars_.find(of);
  if (found == bars_.end())
    return std::nullopt;
  auto& kept = found->second;
  const auto bar =
      std::lower_bound(kept.begin(), kept.end(), start_ns,
                       [](const auto& each, auto start) { return each.start_ns < start; });
  if (bar == kept.end() || bar->start_ns != start_ns)
    return std::nullopt;
  bar->volume += qty;
  ++bar->trade_count;
  return *bar;
}

} // namespace troupe::net::venue
