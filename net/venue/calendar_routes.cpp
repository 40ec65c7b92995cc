#include "net/venue/call.hpp"
#include "net/venue/date_parameter.hpp"
#include "net/venue/json_writer.hpp"
#include "net/venue/new_york_time.hpp"
#include "trading/market/trading_calendar.hpp"

#include <algorithm>

namespace troupe::net::venue {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using namespace std::chrono_literals;

// What is served however much is asked for: 80 years, some 20,000 sessions.
constexpr sys_days first_served = 1970y / 1 / 1;
constexpr sys_days last_served = 2049y / 12 / 31;
// Trades settle at most this much later, over every holiday.
constexpr days settlement_reach{10};

std::string clock_text(std::chrono::minutes of_day, std::string_view between) {
  const auto two_digits = [](auto count) {
    return std::string(count < 10 ? "0" : "") + std::to_string(count);
  };
  return two_digits(of_day / 60min).append(between) + two_digits((of_day % 60min).count());
}

void write_session(json_writer& json, const trading::trading_session& session) {
  json.object().key("date").text(date_text(session.date));
  json.key("open").text(clock_text(session.opens, ":"));
  json.key("close").text(clock_text(session.closes, ":"));
  json.key("session_open").text(clock_text(4h, "")).key("session_close").text(clock_text(20h, ""));
  json.key("settlement_date").text(date_text(session.settles)).end_object();
}

http::response list_sessions(sys_days start, sys_days end, bool by_settlement) {
  start = std::max(start, first_served);
  end = std::min(end, last_served);
  json_writer json;
  json.array();
  for (auto day = by_settlement ? start - settlement_reach : start; day <= end; day += days{1}) {
    const auto session = trading::session_on(day);
    if (session && (!by_settlement || (session->settles >= start && session->settles <= end)))
      write_session(json, *session);
  }
  json.end_array();
  return json_reply(json.take());
}

struct known_market {
  std::string_view acronym;
  std::string_view name;
  std::string_view mic;
};

// Those that keep New York's days and hours; asked for by acronym or by ISO 10383 code.
constexpr known_market known_markets[] = {
    {"NYSE", "New York Stock Exchange", "XNYS"},
    {"NASDAQ", "Nasdaq", "XNAS"},
    {"AMEX", "NYSE American", "XASE"},
    {"ARCA", "NYSE Arca", "ARCX"},
    {"BATS", "Cboe BZX", "BATS"},
    {"IEX", "Investors Exchange", "IEXG"},
};

const known_market* find_market(std::string_view name) {
  const auto found =
      std::find_if(std::begin(known_markets), std::end(known_markets),
                   [&](const auto& each) { return each.acronym == name || each.mic == name; });
  return found == std::end(known_markets) ? nullptr : found;
}

void write_hours(json_writer& json, const trading::trading_session& session, bool utc) {
  const auto midnight = new_york_midnight(session.date);
  const auto stamp = [&](std::string_view name, std::chrono::minutes of_day) {
    const auto at = midnight + of_day.count() * trading::minute_ns;
    json.key(name).text(utc ? trading::format_time(at) : format_new_york_time(at));
  };
  json.object().key("date").text(date_text(session.date));
  stamp("core_start", session.opens);
  stamp("core_end", session.closes);
  stamp("pre_start", 4h);
  stamp("pre_end", session.opens);
  stamp("post_start", session.closes);
  stamp("post_end", 20h);
  json.key("settlement_date").text(date_text(session.settles)).end_object();
}

// /v3/calendar/{market}: from `start`, today, to `end`, a week later.
http::response list_hours(const exchange& venue, const call& asked) {
  const auto* market = find_market(asked.segments.back());
  if (market == nullptr)
    return error_reply({"endpoint_not_found", "market not found: " + asked.segments.back()});
  const auto start = date_parameter(asked, "start");
  const auto end = date_parameter(asked, "end");
  if (!start || !end)
    return error_reply(start ? end.failure() : start.failure());
  const auto zone = asked.parameter("timezone");
  if (!zone.empty() && zone != "UTC")
    return error_reply({"invalid_parameter", "invalid timezone: use UTC"});
  const auto first = std::max(start->value_or(new_york_date(venue.now())), first_served);
  const auto last = std::min(end->value_or(first + days(7)), last_served);
  json_writer json;
  json.object().key("market").object().key("acronym").text(market->acronym);
  json.key("name").text(market->name).key("mic").text(market->mic);
  json.key("timezone").text("America/New_York").end_object();
  json.key("calendar").array();
  for (auto day = first; day <= last; day += days{1})
    if (const auto session = trading::session_on(day))
      write_hours(json, *session, !zone.empty());
  json.end_array().end_object();
  return json_reply(json.take());
}

} // namespace

reply answer_calendar(exchange& venue, const call& asked) {
  const bool by_market = asked.starts_with({"v3", "calendar"}) && asked.segments.size() == 3;
  if (!by_market && !asked.is({"v2", "calendar"}))
    return std::nullopt;
  if (asked.method != "GET")
    return method_not_allowed();
  if (by_market)
    return list_hours(venue, asked);
  const auto start = date_parameter(asked, "start");
  const auto end = date_parameter(asked, "end");
  if (!start || !end)
    return error_reply(start ? end.failure() : start.failure());
  const auto type = asked.parameter("date_type");
  if (!type.empty() && type != "TRADING" && type != "SETTLEMENT")
    return error_reply({"invalid_parameter", "invalid date_type: use TRADING or SETTLEMENT"});
  return list_sessions(start->value_or(first_served), end->value_or(last_served),
                       type == "SETTLEMENT");
}

} // namespace troupe::net::venue
