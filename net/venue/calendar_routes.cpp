#include "net/venue/call.hpp"
#include "net/venue/date_parameter.hpp"
#include "net/venue/json_writer.hpp"
#include "trading/market/trading_calendar.hpp"

#include <algorithm>

namespace troupe::net::venue {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using namespace std::chrono_literals;

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
  start = std::max(start, first_date_served);
  end = std::min(end, last_date_served);
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

} // namespace

reply answer_calendar(exchange&, const call& asked) {
  if (!asked.is({"v2", "calendar"}))
    return std::nullopt;
  if (asked.method != "GET")
    return method_not_allowed();
  const auto start = date_parameter(asked, "start");
  const auto end = date_parameter(asked, "end");
  if (!start || !end)
    return error_reply(start ? end.failure() : start.failure());
  const auto type = asked.parameter("date_type");
  if (!type.empty() && type != "TRADING" && type != "SETTLEMENT")
    return error_reply({"invalid_parameter", "invalid date_type: use TRADING or SETTLEMENT"});
  return list_sessions(start->value_or(first_date_served), end->value_or(last_date_served),
                       type == "SETTLEMENT");
}

} // namespace troupe::net::venue
