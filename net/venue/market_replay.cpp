#include "net/venue/market_replay.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace troupe::net::venue {

namespace {

bool precedes(const market_event& left, const market_event& right) {
  const auto left_ns = published_ns(left);
  const auto right_ns = published_ns(right);
  return left_ns < right_ns || (left_ns == right_ns && precedes_within_instant(left, right));
}

std::vector<trading::symbol> symbols_in(const std::vector<market_event>& events) {
  std::vector<trading::symbol> found;
  for (const auto& event : events)
    if (found.empty() || found.back() != symbol_of(event))
      found.push_back(symbol_of(event));
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

} // namespace

result<std::unique_ptr<market_source>> market_replay::open(std::vector<trading::bar> bars,
                                                           std::vector<trading::quote> quotes) {
  std::vector<market_event> events;
  events.reserve(bars.size() + quotes.size());
  std::move(bars.begin(), bars.end(), std::back_inserter(events));
  std::move(quotes.begin(), quotes.end(), std::back_inserter(events));
  if (events.empty())
    return error{"no_data", "the market data hold no row; give files with at least one"};
  std::stable_sort(events.begin(), events.end(), precedes);
  return std::unique_ptr<market_source>(new market_replay(std::move(events)));
}

market_replay::market_replay(std::vector<market_event> events)
    : events_(std::move(events)), symbols_(symbols_in(events_)) {}

trading::time_ns market_replay::start_ns() const {
  const auto first_ns = published_ns(events_.front());
  const auto* bar = std::get_if<trading::bar>(&events_.front());
  return bar ? bar->start_ns : first_ns;
}

// The whole minute that is told on its own before the next data, if there is one.
std::optional<trading::time_ns> market_replay::minute_before(trading::time_ns next_data) const {
  if (!told_ns_)
    return std::nullopt;
  const auto minute = trading::floor_time(*told_ns_, trading::minute_ns) + trading::minute_ns;
  if (minute >= next_data || minute > *told_data_ns_ + longest_stretch_ns)
    return std::nullopt;
  return minute;
}

std::optional<market_instant> market_replay::next() {
  if (next_ == events_.size())
    return std::nullopt;
  market_instant instant;
  instant.at = published_ns(events_[next_]);
  if (const auto minute = minute_before(instant.at)) {
    instant.at = *minute;
    told_ns_ = minute;
    return instant;
  }
  instant.crosses_gap = !told_data_ns_ || instant.at > *told_data_ns_ + longest_stretch_ns;
  while (next_ < events_.size() && published_ns(events_[next_]) == instant.at)
    instant.events.push_back(std::move(events_[next_++]));
  told_ns_ = told_data_ns_ = instant.at;
  return instant;
}

} // namespace troupe::net::venue
