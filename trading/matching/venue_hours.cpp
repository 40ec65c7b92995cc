#include "trading/matching/venue_hours.hpp"

#include "trading/market/new_york_time.hpp"
#include "trading/market/trading_calendar.hpp"
#include "trading/orders/enum_words.hpp"

#include <algorithm>
#include <array>

namespace troupe::trading {

namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::sys_days;

constexpr std::array<std::string_view, 2> calendar_words{"always", "nyse"};
constexpr minutes pre_market_opens{4 * 60};
constexpr minutes after_hours_closes{20 * 60};
constexpr minutes gtc_ends{16 * 60 + 15};
constexpr days gtc_lasts{90};

time_ns at_minute(sys_days date, minutes of_day) {
  return new_york_midnight(date) + of_day.count() * minute_ns;
}

time_ns next_midnight(time_ns after) {
  return floor_time(after, day_ns) + day_ns;
}

// The first time that `moment` gives of a trading day, from the day of `after` on.
template <class Moment>
time_ns first_after(time_ns after, Moment moment) {
  for (auto date = new_york_date(after);; date += days{1})
    if (const auto session = session_on(date))
      if (const auto at = at_minute(date, moment(*session)); at > after)
        return at;
}

time_ns close_of_extended_hours(time_ns after) {
  return first_after(after, [](const auto&) { return after_hours_closes; });
}

int minute_of(time_ns at) {
  return static_cast<int>((at - new_york_midnight(new_york_date(at))) / minute_ns);
}

} // namespace

std::string_view to_text(venue_calendar value) {
  return word_of(calendar_words, value);
}

result<venue_calendar> parse_venue_calendar(std::string_view text) {
  return parse_word<venue_calendar>(calendar_words, text, "calendar");
}

std::optional<market_session> session_of(venue_calendar by, time_ns at) {
  if (by == venue_calendar::always)
    return market_session::core;
  const auto date = new_york_date(at);
  const auto session = session_on(date);
  if (!session)
    return std::nullopt;
  const auto usual = session_at(minute_of(at));
  const bool closed_early = at >= at_minute(date, session->closes);
  return usual == market_session::core && closed_early ? market_session::after_hours : usual;
}

time_ns next_open(venue_calendar by, time_ns after) {
  if (by == venue_calendar::always)
    return next_midnight(after);
  return first_after(after, [](const auto& session) { return session.opens; });
}

time_ns next_close(venue_calendar by, time_ns after) {
  if (by == venue_calendar::always)
    return next_midnight(after);
  return first_after(after, [](const auto& session) { return session.closes; });
}

time_ns next_boundary(venue_calendar by, time_ns after) {
  auto date = new_york_date(after);
  auto first = at_minute(date, gtc_ends);
  if (first <= after)
    first = at_minute(date + days{1}, gtc_ends);
  if (by == venue_calendar::always)
    return std::min(first, next_midnight(after));
  for (const auto at : {next_open(by, after), next_close(by, after), close_of_extended_hours(after),
                        first_after(after, [](const auto&) { return pre_market_opens; })})
    first = std::min(first, at);
  return first;
}

time_ns expiry_of(venue_calendar by, const order_kind& kind, time_ns taken) {
  const bool crypto = kind.asset_class == asset_class::crypto;
  if (kind.time_in_force == time_in_force::gtc)
    return at_minute(new_york_date(taken) + gtc_lasts, gtc_ends);
  if (kind.time_in_force == time_in_force::opg)
    return next_open(by, taken);
  if (kind.time_in_force == time_in_force::cls)
    return next_close(by, taken);
  if (crypto || by == venue_calendar::always)
    return 0;
  return kind.hours == order_hours::extended ? close_of_extended_hours(taken)
                                             : next_close(by, taken);
}

std::optional<int> minute_for_rules(venue_calendar by, time_ns at) {
  return by == venue_calendar::always ? std::nullopt : std::optional(minute_of(at));
}

} // namespace troupe::trading
