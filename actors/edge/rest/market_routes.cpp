#include "actors/edge/json/market_json.hpp"
#include "actors/edge/rest/market_answers.hpp"
#include "net/venue/data/json_map.hpp"
#include "net/venue/data/market_json.hpp"
#include "net/venue/data/message_members.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <span>

namespace troupe::actors {

namespace {

constexpr std::size_t bars_default = 1'000;
constexpr std::size_t bars_max = 10'000;
constexpr std::int64_t ns_per_ms = 1'000'000;

struct timeframe {
  std::string_view name;
  trading::time_ns length_ns;
};

constexpr std::array<timeframe, 5> timeframes{{{"1Min", trading::minute_ns},
                                               {"5Min", 5 * trading::minute_ns},
                                               {"15Min", 15 * trading::minute_ns},
                                               {"1Hour", 60 * trading::minute_ns},
                                               {"1Day", trading::day_ns}}};

result<trading::time_ns> read_timeframe(std::string_view text) {
  if (text.empty())
    return timeframes.front().length_ns;
  const auto found = std::find_if(timeframes.begin(), timeframes.end(),
                                  [text](const timeframe& each) { return each.name == text; });
  if (found == timeframes.end())
    return error{"invalid_parameter", "timeframe must be 1Min, 5Min, 15Min, 1Hour or 1Day"};
  return found->length_ns;
}

result<bar_query> read_bar_query(const call& asked) {
  const auto length = read_timeframe(asked.parameter("timeframe"));
  if (!length)
    return length.failure();
  const auto start = asked.time_parameter("start");
  if (!start)
    return start.failure();
  const auto end = asked.time_parameter("end");
  if (!end)
    return end.failure();
  const auto limit = asked.limit_parameter(bars_default, bars_max);
  if (!limit)
    return limit.failure();
  return bar_query{*length, *start, *end, *limit};
}

// What the second source says of it; null while the venue speaks.
const seen_fallback* silent_of(const route_sources& from, const trading::symbol& name) {
  const auto found = from.known->fallbacks().find(name);
  return found == from.known->fallbacks().end() ? nullptr : &found->second;
}

std::string source_of(const route_sources& from) {
  return std::string(config::to_text(from.venue->kind));
}

// Where the second source's minutes begin: after the venue's last one.
trading::time_ns fallback_from(const route_sources& from, const trading::symbol& name) {
  const auto* last = from.known->bars().latest(name);
  return last == nullptr ? std::numeric_limits<trading::time_ns>::min() : last->end_ns();
}

void write_candles(json_writer& json, const std::vector<trading::bar>& candles,
                   const seen_fallback* silent, trading::time_ns fallback_from_ns) {
  json.array();
  for (const auto& each : candles) {
    json.object();
    net::venue::json_map members(json);
    net::venue::put_members(members, each);
    if (silent != nullptr && each.end_ns() > fallback_from_ns)
      json.key("source").text(silent->source);
    json.end_object();
  }
  json.end_array();
}

// Headers tell the venue's part: the age of its last bar is in market time, for bars carry no
// other.
net::http::response show_bars(const route_sources& from, const call& asked) {
  const auto name = asked.symbol_in_path();
  if (!name)
    return error_reply(name.failure());
  const auto wanted = read_bar_query(asked);
  if (!wanted)
    return error_reply(wanted.failure());
  const auto* silent = silent_of(from, *name);
  const auto further = silent == nullptr ? std::span<const trading::bar>{} : silent->bars;
  json_writer json;
  write_candles(json, from.known->bars().candles(*name, *wanted, further), silent,
                fallback_from(from, *name));
  auto reply = json_reply(json.take());
  reply.headers.push_back({"X-Source", source_of(from)});
  if (const auto* last = from.known->bars().latest(*name)) {
    const auto age_ns = std::max<std::int64_t>(from.known->market_ns() - last->end_ns(), 0);
    reply.headers.push_back({"X-Age-Ms", std::to_string(age_ns / ns_per_ms)});
  }
  return reply;
}

// Its age counts from the second source's own stamp.
net::http::response show_fallback(const route_sources& from, const seen_fallback& told) {
  const auto age_ns =
      std::max<std::int64_t>(from.clock->utc_ns() - told.quote.market_ns, 0);
  json_writer json;
  json.object();
  write_quote_members(json, told.quote);
  json.key("source").text(told.source);
  json.key("age_ms").integer(age_ns / ns_per_ms).end_object();
  return json_reply(json.take());
}

// What is known of it: null for what has not come.
net::http::response show_snapshot(const route_sources& from, const trading::symbol& name) {
  const auto& known = *from.known;
  const auto quote = known.quotes().find(name);
  const auto trade = known.trades().find(name);
  const auto* minute = known.bars().latest(name);
  if (quote == known.quotes().end() && trade == known.trades().end() && minute == nullptr)
    return error_reply(
        {"symbol_not_known", "nothing of " + std::string(name.text()) + " has come yet"});
  json_writer json;
  const auto member = [&json](const char* key, bool is_known, auto write) {
    json.key(key);
    if (is_known)
      write();
    else
      json.null();
  };
  const auto days = known.bars().candles(name, {.length_ns = trading::day_ns, .limit = 2});
  const bool quoted = quote != known.quotes().end();
  json.object().key("symbol").text(name.text()).key("source").text(source_of(from));
  member("age_ms", quoted, [&] {
    json.integer((from.clock->steady_ns() - quote->second.arrived_ns) / ns_per_ms);
  });
  member("latest_quote", quoted,
         [&] { write_object(json, write_quote_members, quote->second.quote); });
  member("latest_trade", trade != known.trades().end(),
         [&] { write_object(json, write_trade_members, trade->second.trade); });
  member("minute_bar", minute != nullptr, [&] { net::venue::write_object(json, *minute); });
  member("daily_bar", !days.empty(), [&] { net::venue::write_object(json, days.back()); });
  member("previous_daily_bar", days.size() > 1,
         [&] { net::venue::write_object(json, days.front()); });
  json.end_object();
  return json_reply(json.take());
}

} // namespace

net::http::response show_quote(const route_sources& from, const trading::symbol& name) {
  if (const auto* silent = silent_of(from, name))
    return show_fallback(from, *silent);
  const auto found = from.known->quotes().find(name);
  if (found == from.known->quotes().end())
    return error_reply(
        {"symbol_not_known", "no quote of " + std::string(name.text()) + " has come yet"});
  const auto age_ns = from.clock->steady_ns() - found->second.arrived_ns;
  json_writer json;
  json.object();
  write_quote_members(json, found->second.quote);
  json.key("source").text(source_of(from));
  json.key("age_ms").integer(age_ns / ns_per_ms).end_object();
  return json_reply(json.take());
}

void add_market_routes(route_table& table, const route_sources& from) {
  table.add("GET", "/api/bars/{symbol}", user_role::viewer,
            [from](const call& asked, respond answer) { answer(show_bars(from, asked)); });
  const auto of_symbol = [&table, from](const char* path, auto show) {
    table.add("GET", path, user_role::viewer, [from, show](const call& asked, respond answer) {
      const auto name = asked.symbol_in_path();
      answer(name ? show(from, *name) : error_reply(name.failure()));
    });
  };
  of_symbol("/api/quotes/{symbol}", show_quote);
  of_symbol("/api/snapshot/{symbol}", show_snapshot);
}

} // namespace troupe::actors
