#include "net/venue/data/auctions.hpp"
#include "net/venue/data/data_reply.hpp"
#include "net/venue/data/market_codes.hpp"
#include "net/venue/new_york_time.hpp"
#include "net/venue/parameter.hpp"

namespace troupe::net::venue {

namespace {

result<std::vector<trading::symbol>> stocks_in(std::string_view list) {
  auto symbols = symbols_parameter(list);
  if (symbols)
    std::erase_if(*symbols, [](const auto& symbol) { return symbol.is_crypto(); });
  return symbols;
}

result<void> check_history(const call& asked, bool bars, bool by_symbol) {
  const std::string_view symbols = by_symbol ? "symbols" : "start";
  const std::string_view timeframe = bars ? "timeframe" : "start";
  const std::string_view adjustment = bars ? "adjustment" : "start";
  return check_parameters(asked, {"start", "end", "limit", "sort", "page_token", "feed", "asof",
                                  "currency", symbols, timeframe, adjustment});
}

// The last quarter of an hour of the consolidated tape is not in every plan.
bool needs_other_plan(const exchange& market, const call& asked, const history_query& query) {
  constexpr trading::time_ns recent_ns = 15 * trading::minute_ns;
  const auto feed = asked.parameter("feed");
  return !market.plan().consolidated && (feed == "sip" || feed == "SIP") &&
         query.last_ns > market.now() - recent_ns;
}

// Without a name by symbol: /v2/stocks/bars?symbols=…; with one /v2/stocks/{name}/bars.
http::response history(const exchange& market, const call& asked, std::string_view kind,
                       const std::string& name) {
  if (auto checked = check_history(asked, kind == "bars", name.empty()); !checked)
    return message_reply(400, checked.failure().message);
  auto symbols = stocks_in(name.empty() ? asked.parameter("symbols") : std::string_view(name));
  if (!symbols)
    return message_reply(400, symbols.failure().message);
  const auto today = new_york_midnight(new_york_date(market.now()));
  const auto query = read_history_query(asked, std::move(*symbols), today, market.now());
  if (query && needs_other_plan(market, asked, *query))
    return message_reply(403, "subscription does not permit querying recent SIP data");
  if (const auto known = latest_kind_of(kind))
    return history_reply(market, asked, *known, query, name);
  if (!query)
    return message_reply(400, query.failure().message);
  const auto page = take_page<daily_auctions>(*query, [&](const auto& symbol) {
    return auctions_between(market.bars(), symbol, query->first_ns, query->last_ns, market.now());
  });
  return json_reply(page_json("auctions", page, name, asked.parameter("currency")));
}

result<std::vector<trading::symbol>> latest_symbols(const call& asked, const std::string& name) {
  const std::string_view symbols = name.empty() ? "symbols" : "feed";
  if (auto checked = check_parameters(asked, {"feed", "currency", symbols}, price_feed::latest);
      !checked)
    return checked.failure();
  auto found = stocks_in(name.empty() ? asked.parameter("symbols") : std::string_view(name));
  if (found && !name.empty() && found->size() != 1)
    return error{"invalid_parameter", "invalid symbol: " + name};
  return found;
}

http::response latest(const exchange& market, const call& asked, latest_kind kind,
                      const std::string& name) {
  const auto symbols = latest_symbols(asked, name);
  if (!symbols)
    return message_reply(400, symbols.failure().message);
  if (name.empty())
    return latest_reply(market, asked, kind, *symbols);
  json_writer json;
  json.object().key("symbol").text(symbols->front().text()).key(singular_of(kind));
  if (!writer_for(asked.parameter("feed"))(json, market, kind, symbols->front()))
    json.null();
  json.end_object();
  return json_reply(json.take());
}

// A map by symbol without any wrapping, or of one stock the snapshot itself.
http::response snapshots(const exchange& market, const call& asked, const std::string& name) {
  const auto symbols = latest_symbols(asked, name);
  if (!symbols)
    return message_reply(400, symbols.failure().message);
  const auto write = writer_for(asked.parameter("feed"));
  json_writer json;
  json.object();
  if (name.empty()) {
    for (const auto& symbol : *symbols)
      if (has_market(market, symbol)) {
        json.key(symbol.text()).object();
        write_snapshot_members(json, market, symbol, write);
        json.end_object();
      }
  } else {
    json.key("symbol").text(symbols->front().text());
    write_snapshot_members(json, market, symbols->front(), write);
  }
  json.end_object();
  return json_reply(json.take());
}

bool is_history(std::string_view kind) {
  return kind == "bars" || kind == "trades" || kind == "quotes" || kind == "auctions";
}

std::optional<latest_kind> stock_latest(std::string_view kind) {
  const auto known = latest_kind_of(kind);
  return known == latest_kind::order_book ? std::nullopt : known;
}

reply answer_all(const exchange& market, const call& asked) {
  const auto& path = asked.segments;
  if (path.size() == 3 && is_history(path[2]))
    return history(market, asked, path[2], {});
  if (path.size() == 3 && path[2] == "snapshots")
    return snapshots(market, asked, {});
  if (path.size() == 4 && path[3] == "latest")
    if (const auto kind = stock_latest(path[2]))
      return latest(market, asked, *kind, {});
  if (path[2] == "meta")
    return answer_market_codes(asked);
  return std::nullopt;
}

reply answer_one(const exchange& market, const call& asked) {
  const auto& path = asked.segments;
  if (path.size() == 4 && is_history(path[3]))
    return history(market, asked, path[3], path[2]);
  if (path.size() == 4 && path[3] == "snapshot")
    return snapshots(market, asked, path[2]);
  if (path.size() == 5 && path[4] == "latest")
    if (const auto kind = stock_latest(path[3]))
      return latest(market, asked, *kind, path[2]);
  return std::nullopt;
}

} // namespace

reply answer_stock_data(exchange& market, const call& asked) {
  if (!asked.starts_with({"v2", "stocks"}) || asked.segments.size() < 3)
    return std::nullopt;
  if (asked.method != "GET")
    return method_not_allowed();
  auto answered = answer_all(market, asked);
  return answered ? std::move(answered) : answer_one(market, asked);
}

} // namespace troupe::net::venue
