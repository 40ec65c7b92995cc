#include "net/venue/history_window.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <string>

namespace troupe::net::venue {

namespace {

using trading::day_ns;
using trading::minute_ns;

constexpr std::int64_t window_days_max = 36'500;
// No account is older or younger; sums of times within fit.
constexpr trading::time_ns latest_ns = 150 * 365 * day_ns;

trading::time_ns within_reach(trading::time_ns at) {
  return std::clamp<trading::time_ns>(at, 0, latest_ns);
}

struct known_timeframe {
  std::string_view name;
  trading::time_ns length;
};

constexpr known_timeframe known_timeframes[] = {{"1Min", minute_ns},
                                                {"5Min", 5 * minute_ns},
                                                {"15Min", 15 * minute_ns},
                                                {"1H", 60 * minute_ns},
                                                {"1D", day_ns}};

error not_accepted(std::string message) {
  return {"invalid_parameter", std::move(message)};
}

std::int64_t days_of_unit(char unit) {
  switch (unit) {
  case 'D':
    return 1;
  case 'W':
    return 7;
  case 'M':
    return 30;
  case 'A':
    return 365;
  default:
    return 0;
  }
}

result<trading::time_ns> span_of(std::string_view period) {
  const auto refusal = not_accepted("invalid period: \"" + std::string(period.substr(0, 20)) +
                                    "\"; write a number and D, W, M or A, at most 100 years");
  std::int64_t count = 0;
  const auto* last = period.data() + period.size() - 1;
  const auto [end, failed] = std::from_chars(period.data(), last, count);
  const auto unit_days = days_of_unit(*last);
  if (failed != std::errc{} || end != last || unit_days == 0 || count < 1 ||
      count > window_days_max / unit_days)
    return refusal;
  return count * unit_days * day_ns;
}

std::string_view usual_timeframe(trading::time_ns span) {
  if (span < 7 * day_ns)
    return "1Min";
  return span < 30 * day_ns ? "15Min" : "1D";
}

result<void> place_in_time(const history_question& asked, trading::time_ns now,
                           history_window& into) {
  if (asked.start && asked.end && !asked.period.empty())
    return not_accepted("at most two of start, end and period are accepted");
  const auto span = span_of(asked.period.empty() ? "1M" : asked.period);
  if (!span)
    return span.failure();
  if (asked.start && !asked.period.empty()) {
    into.from = within_reach(*asked.start);
    into.until = into.from + *span;
  } else {
    into.until = within_reach(asked.end.value_or(now));
    into.from = asked.start ? within_reach(*asked.start) : into.until - *span;
  }
  if (into.until < into.from)
    return not_accepted("end must not be before start");
  if (into.until - into.from > window_days_max * day_ns)
    return not_accepted("start and end must be at most 100 years apart");
  return {};
}

} // namespace

result<history_window> resolve(const history_question& asked, trading::time_ns now) {
  history_window window;
  if (auto placed = place_in_time(asked, now, window); !placed)
    return placed.failure();
  const auto span = window.until - window.from;
  const auto name = asked.timeframe.empty() ? usual_timeframe(span) : asked.timeframe;
  const auto known = std::find_if(std::begin(known_timeframes), std::end(known_timeframes),
                                  [&](const auto& timeframe) { return timeframe.name == name; });
  if (known == std::end(known_timeframes))
    return not_accepted("invalid timeframe: use 1Min, 5Min, 15Min, 1H or 1D");
  if (known->length < day_ns && span > 30 * day_ns)
    return not_accepted("timeframe must be 1D for more than 30 days");
  window.timeframe = known->name;
  window.length = known->length;
  return window;
}

} // namespace troupe::net::venue
