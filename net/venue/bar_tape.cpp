#include "net/venue/bar_tape.hpp"

#include "net/venue/new_york_time.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace troupe::net::venue {

namespace {

struct unit {
  std::string_view name;
  trading::time_ns length_ns;
  int count_max;
};

constexpr unit units[] = {
    {"Min", trading::minute_ns, 59},       {"T", trading::minute_ns, 59},
    {"Hour", 60 * trading::minute_ns, 23}, {"H", 60 * trading::minute_ns, 23},
    {"Day", trading::day_ns, 1},           {"D", trading::day_ns, 1},
};

trading::time_ns start_of(const trading::symbol& of, timeframe frame, trading::time_ns at) {
  if (frame.length_ns != trading::day_ns || of.is_crypto())
    return trading::floor_time(at, frame.length_ns);
  const auto offset = new_york_offset(at);
  return trading::floor_time(at + offset, frame.length_ns) - offset;
}

void extend(trading::bar& growing, const trading::bar& by) {
  growing.high = std::max(growing.high, by.high);
  growing.low = std::min(growing.low, by.low);
  growing.close = by.close;
  growing.volume += by.volume;
  growing.trade_count += by.trade_count;
}

} // namespace

result<timeframe> timeframe::parse(std::string_view text) {
  int count = 0;
  const auto [rest, failed] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (failed == std::errc{} && count >= 1) {
    const std::string_view name(rest, static_cast<std::size_t>(text.data() + text.size() - rest));
    for (const auto& known : units)
      if (known.name == name && count <= known.count_max)
        return timeframe{.length_ns = count * known.length_ns};
  }
  return error{"invalid_timeframe", "invalid timeframe: " + std::string(text) +
                                        "; use 1Min to 59Min, 1Hour to 23Hour or 1Day"};
}

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
      [&](const auto& bar, auto at) { return start_of(of, frame, bar.start_ns) < at; });
  for (auto bar = begins; bar != found->second.end(); ++bar) {
    const auto start_ns = start_of(of, frame, bar->start_ns);
    if (start_ns > last_ns)
      break;
    if (!made.empty() && made.back().start_ns == start_ns) {
      extend(made.back(), *bar);
      continue;
    }
    made.push_back(*bar);
    made.back().start_ns = start_ns;
    made.back().length_ns = std::max(frame.length_ns, bar->length_ns);
  }
  return made;
}

} // namespace troupe::net::venue
