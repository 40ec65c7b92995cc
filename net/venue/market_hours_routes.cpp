// The exchanges' own hours, whatever hours this venue keeps: /v3/clock and /v3/calendar/{market}.
#include "net/venue/call.hpp"
#include "net/venue/date_parameter.hpp"
#include "net/venue/json_writer.hpp"
#include "net/venue/new_york_time.hpp"
#include "net/venue/parameter.hpp"
#include "trading/market/trading_calendar.hpp"
#include "trading/matching/venue_hours.hpp"

#include <algorithm>
#include <vector>

namespace troupe::net::venue {

namespace {

using std::chrono::days;
using namespace std::chrono_literals;

constexpr std::chrono::minutes pre_opens = 4h;
constexpr std::chrono::minutes post_closes = 20h;

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
  stamp("pre_start", pre_opens);
  stamp("pre_end", session.opens);
  stamp("post_start", session.closes);
  stamp("post_end", post_closes);
  json.key("settlement_date").text(date_text(session.settles)).end_object();
}

void write_market(json_writer& json, const known_market& market) {
  json.key("market").object().key("acronym").text(market.acronym);
  json.key("name").text(market.name).key("mic").text(market.mic);
  json.key("timezone").text("America/New_York").end_object();
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
  const auto first = std::max(start->value_or(new_york_date(venue.now())), first_date_served);
  const auto last = std::min(end->value_or(first + days(7)), last_date_served);
  json_writer json;
  json.object();
  write_market(json, *market);
  json.key("calendar").array();
  for (auto day = first; day <= last; day += days{1})
    if (const auto session = trading::session_on(day))
      write_hours(json, *session, !zone.empty());
  json.end_array().end_object();
  return json_reply(json.take());
}

struct phase {
  std::string_view name;
  trading::time_ns until;
};

phase phase_at(trading::time_ns now) {
  for (auto date = new_york_date(now);; date += days{1}) {
    const auto session = trading::session_on(date);
    if (!session)
      continue;
    const auto at = [&](std::chrono::minutes of_day) {
      return new_york_midnight(date) + of_day.count() * trading::minute_ns;
    };
    for (const auto& next : {phase{"closed", at(pre_opens)}, phase{"pre", at(session->opens)},
                             phase{"core", at(session->closes)}, phase{"post", at(post_closes)}})
      if (now < next.until)
        return next;
  }
}

void write_clock(json_writer& json, const known_market& market, trading::time_ns now) {
  const auto by = trading::venue_calendar::nyse;
  const auto current = phase_at(now);
  json.object();
  write_market(json, market);
  json.key("timestamp").text(format_new_york_time(now));
  json.key("is_market_day").flag(trading::is_trading_day(new_york_date(now)));
  json.key("next_market_open").text(format_new_york_time(next_open(by, now)));
  json.key("next_market_close").text(format_new_york_time(next_close(by, now)));
  json.key("phase").text(current.name);
  json.key("phase_until").text(format_new_york_time(current.until)).end_object();
}

// /v3/clock: of the `markets` that are asked for, or of all.
http::response show_clocks(const exchange& venue, const call& asked) {
  const auto time = time_parameter(asked, "time");
  if (!time)
    return error_reply(time.failure());
  auto list = asked.parameter("markets");
  std::vector<const known_market*> wanted;
  if (list.empty())
    for (const auto& each : known_markets)
      wanted.push_back(&each);
  while (!list.empty()) {
    const auto name = list.substr(0, list.find(','));
    list.remove_prefix(std::min(name.size() + 1, list.size()));
    wanted.push_back(find_market(name));
    if (wanted.back() == nullptr)
      return error_reply({"invalid_parameter", "invalid market: " + std::string(name)});
  }
  json_writer json;
  json.object().key("clocks").array();
  for (const auto* market : wanted)
    write_clock(json, *market, time->value_or(venue.now()));
  json.end_array().end_object();
  return json_reply(json.take());
}

} // namespace

reply answer_market_hours(exchange& venue, const call& asked) {
  const bool clock = asked.is({"v3", "clock"});
  if (!clock && (!asked.starts_with({"v3", "calendar"}) || asked.segments.size() != 3))
    return std::nullopt;
  if (asked.method != "GET")
    return method_not_allowed();
  return clock ? show_clocks(venue, asked) : list_hours(venue, asked);
}

} // namespace troupe::net::venue
