#include "actors/edge/read_model/bar_history.hpp"

#include "trading/market/candle_builder.hpp"

#include <algorithm>
#include <limits>

namespace troupe::actors {

namespace {

using trading::bar;
using trading::time_ns;

bool starts_before(const bar& candle, time_ns start_ns) {
  return candle.start_ns < start_ns;
}

void keep_within(const bar_query& wanted, std::vector<bar>& made) {
  std::erase_if(made, [&](const bar& candle) {
    return candle.start_ns < wanted.start_ns.value_or(candle.start_ns) ||
           candle.start_ns > wanted.end_ns.value_or(candle.start_ns);
  });
  if (made.size() <= wanted.limit)
    return;
  if (wanted.start_ns)
    made.resize(wanted.limit);
  else
    made.erase(made.begin(), made.end() - static_cast<std::ptrdiff_t>(wanted.limit));
}

} // namespace

void bar_history::fold(const bar& minute) {
  if (minute.length_ns != trading::minute_ns)
    return;
  auto& kept = bars_[minute.symbol];
  const auto place = std::lower_bound(kept.begin(), kept.end(), minute.start_ns, starts_before);
  if (place != kept.end() && place->start_ns == minute.start_ns)
    *place = minute;
  else
    kept.insert(place, minute);
  if (kept.size() > bars_max)
    kept.pop_front();
}

std::vector<bar> bar_history::candles(const trading::symbol& name, const bar_query& wanted,
                                      std::span<const bar> further) const {
  static const std::deque<bar> none;
  const auto found = bars_.find(name);
  const auto& kept = found == bars_.end() ? none : found->second;
  if (kept.empty() && further.empty())
    return {};
  const auto begin_ns = kept.empty() ? further.front().start_ns : kept.front().start_ns;
  const auto from_ns = wanted.start_ns.value_or(begin_ns);
  const auto span = trading::candle_grid(wanted.length_ns, name.kind()).at(from_ns);
  const auto first_ns = span ? span->start_ns : from_ns;
  trading::candle_builder builder(wanted.length_ns, name.kind());
  std::vector<bar> made;
  for (auto each = std::lower_bound(kept.begin(), kept.end(), first_ns, starts_before);
       each != kept.end(); ++each)
    for (auto& closed : builder.fold(*each))
      made.push_back(closed);
  for (const auto& each : further)
    if (each.start_ns >= first_ns && (kept.empty() || each.start_ns > kept.back().start_ns))
      for (auto& closed : builder.fold(each))
        made.push_back(closed);
  if (auto growing = builder.advance(std::numeric_limits<time_ns>::max()))
    made.push_back(*growing);
  keep_within(wanted, made);
  return made;
}

const bar* bar_history::latest(const trading::symbol& name) const {
  const auto found = bars_.find(name);
  return found == bars_.end() ? nullptr : &found->second.back();
}

const bar* bar_history::last_until(const trading::symbol& name, time_ns end_ns) const {
  const auto found = bars_.find(name);
  if (found == bars_.end())
    return nullptr;
  const auto& kept = found->second;
  const auto after =
      std::upper_bound(kept.begin(), kept.end(), end_ns, [](time_ns instant, const bar& candle) {
        return instant < candle.end_ns();
      });
  return after == kept.begin() ? nullptr : &*std::prev(after);
}

} // namespace troupe::actors
