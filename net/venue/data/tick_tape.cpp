#include "net/venue/data/tick_tape.hpp"

#include "net/venue/data/derived_ticks.hpp"
#include "trading/matching/bar_quote.hpp"

#include <algorithm>
#include <limits>

namespace troupe::net::venue {

namespace {

constexpr auto never = std::numeric_limits<trading::time_ns>::max();
// The trades of a longer bar may be stamped before the window that its end lies in.
constexpr trading::time_ns longest_bar_ns = 7 * trading::day_ns;

} // namespace

template <class Event>
void tick_tape::keep(kept_by_symbol<Event>& all, const Event& told) {
  auto& kept = all[told.symbol];
  if (kept.first_ns == 0)
    kept.first_ns = told.market_ns;
  kept.events.push_back(told);
  if (kept.events.size() > kept_max)
    kept.events.pop_front();
}

void tick_tape::add(const trading::quote& told) {
  keep(quotes_, told);
}

void tick_tape::add(const trading::trade& told) {
  keep(trades_, told_trade{{told}, {}});
}

told_trade* tick_tape::find(const trading::trade& told) {
  const auto ticks = trades_.find(told.symbol);
  if (ticks == trades_.end())
    return nullptr;
  auto& events = ticks->second.events;
  const auto found = std::find_if(events.rbegin(), events.rend(), [&](const auto& each) {
    return each.id == told.id && each.market_ns == told.market_ns;
  });
  return found == events.rend() ? nullptr : &*found;
}

void tick_tape::cancel(const trading::trade& told) {
  if (auto* found = find(told))
    found->fate = "canceled";
}

void tick_tape::correct(const trading::trade& wrong, const trading::trade& right) {
  auto* found = find(wrong);
  if (found == nullptr)
    return;
  found->fate = "incorrect";
  auto& events = trades_.find(wrong.symbol)->second.events;
  const auto after = std::find_if(events.begin(), events.end(), [&](const auto& each) {
    return each.market_ns > right.market_ns;
  });
  events.insert(after, told_trade{{right}, "corrected"});
  if (events.size() > kept_max)
    events.pop_front();
}

bool tick_tape::quotes_come(const trading::symbol& of) const {
  return quotes_.contains(of);
}

bool tick_tape::trades_come(const trading::symbol& of) const {
  return trades_.contains(of);
}

std::optional<trading::quote> tick_tape::quote_for(const trading::bar& published) const {
  if (quotes_come(published.symbol))
    return std::nullopt;
  return trading::quote_around(published, half_spread_bps_);
}

std::vector<trading::trade> tick_tape::trades_for(const trading::bar& published) const {
  std::vector<trading::trade> made;
  if (!trades_come(published.symbol))
    append_trades(published, made);
  return made;
}

template <class Event, class Derive>
std::vector<Event> tick_tape::within(const kept_by_symbol<Event>& all, const trading::symbol& of,
                                     trading::time_ns first_ns, trading::time_ns last_ns,
                                     Derive derive) const {
  std::vector<Event> found;
  const auto ticks = all.find(of);
  const auto begins_ns = ticks == all.end() ? never : ticks->second.first_ns;
  const auto bars_end_ns = last_ns > never - longest_bar_ns ? never : last_ns + longest_bar_ns;
  for (const auto& bar : bars_.ended_between(of, first_ns, bars_end_ns)) {
    if (bar.end_ns() >= begins_ns || bar.start_ns > last_ns)
      break;
    derive(bar, found);
  }
  std::erase_if(found, [&](const auto& each) {
    return each.market_ns < first_ns || each.market_ns > last_ns;
  });
  if (ticks == all.end())
    return found;
  const auto& events = ticks->second.events;
  const auto begin =
      std::lower_bound(events.begin(), events.end(), first_ns,
                       [](const auto& each, auto at) { return each.market_ns < at; });
  const auto end = std::upper_bound(begin, events.end(), last_ns,
                                    [](auto at, const auto& each) { return at < each.market_ns; });
  found.insert(found.end(), begin, end);
  return found;
}

std::vector<trading::quote> tick_tape::quotes(const trading::symbol& of, trading::time_ns first_ns,
                                              trading::time_ns last_ns) const {
  return within(quotes_, of, first_ns, last_ns, [this](const auto& bar, auto& into) {
    into.push_back(trading::quote_around(bar, half_spread_bps_));
  });
}

std::vector<told_trade> tick_tape::trades(const trading::symbol& of, trading::time_ns first_ns,
                                          trading::time_ns last_ns) const {
  return within(trades_, of, first_ns, last_ns, [](const auto& bar, auto& into) {
    std::vector<trading::trade> derived;
    append_trades(bar, derived);
    for (const auto& each : derived)
      into.push_back({{each}, {}});
  });
}

std::optional<trading::trade> tick_tape::latest_trade(const trading::symbol& of) const {
  if (const auto ticks = trades_.find(of); ticks != trades_.end()) {
    const auto& events = ticks->second.events;
    const auto last = std::find_if(events.rbegin(), events.rend(),
                                   [](const auto& each) { return each.stands(); });
    return last == events.rend() ? std::nullopt : std::optional<trading::trade>(*last);
  }
  const auto* bar = bars_.latest(of);
  std::vector<trading::trade> made;
  if (bar != nullptr)
    append_trades(*bar, made);
  return made.empty() ? std::nullopt : std::optional(made.back());
}

} // namespace troupe::net::venue
