#include "net/venue/bar_page.hpp"
#include "net/venue/latest_json.hpp"
#include "net/venue/market_json.hpp"
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

trading::time_ns start_of_day(trading::time_ns now) {
  const auto offset = new_york_offset(now);
  return trading::floor_time(now + offset, trading::day_ns) - offset;
}

// /v2/stocks/bars?symbols=… without a name, /v2/stocks/{name}/bars with one.
http::response bars(const exchange& market, const call& asked, const std::string& name) {
  auto symbols = stocks_in(name.empty() ? asked.parameter("symbols") : std::string_view(name));
  if (!symbols)
    return message_reply(400, symbols.failure().message);
  const auto query =
      read_bar_query(asked, std::move(*symbols), start_of_day(market.now()), market.now());
  if (!query)
    return message_reply(400, query.failure().message);
  const auto page = take_page(market.bars(), *query);
  json_writer json;
  json.object();
  if (name.empty()) {
    write_bars_by_symbol(json, page);
  } else {
    write_bars_of_one(json, page);
    json.key("symbol").text(name);
  }
  json.end_object();
  return json_reply(json.take());
}

http::response latest(const exchange& market, const call& asked, bool quotes) {
  const auto symbols = stocks_in(asked.parameter("symbols"));
  if (!symbols)
    return message_reply(400, symbols.failure().message);
  json_writer json;
  json.object();
  if (quotes)
    write_latest_quotes(json, market, *symbols);
  else
    write_latest_bars(json, market, *symbols);
  json.end_object();
  return json_reply(json.take());
}

http::response latest_of_one(const exchange& market, const std::string& name, bool quotes) {
  const auto symbols = stocks_in(name);
  if (!symbols || symbols->size() != 1)
    return message_reply(400, "invalid symbol: " + name);
  const auto& symbol = symbols->front();
  json_writer json;
  json.object().key("symbol").text(symbol.text()).key(quotes ? "quote" : "bar");
  const auto quote = market.engine().quote_of(symbol);
  const auto* bar = market.bars().latest(symbol);
  if (quotes && quote)
    write_object(json, *quote);
  else if (!quotes && bar != nullptr)
    write_object(json, *bar);
  else
    json.null();
  json.end_object();
  return json_reply(json.take());
}

reply answer_path(const exchange& market, const call& asked) {
  const auto& path = asked.segments;
  if (asked.is({"v2", "stocks", "bars"}))
    return bars(market, asked, {});
  if (asked.is({"v2", "stocks", "bars", "latest"}))
    return latest(market, asked, false);
  if (asked.is({"v2", "stocks", "quotes", "latest"}))
    return latest(market, asked, true);
  if (path.size() == 4 && path[3] == "bars")
    return bars(market, asked, path[2]);
  if (path.size() == 5 && path[4] == "latest" && (path[3] == "bars" || path[3] == "quotes"))
    return latest_of_one(market, path[2], path[3] == "quotes");
  return std::nullopt;
}

} // namespace

reply answer_stock_data(exchange& market, const call& asked) {
  if (!asked.starts_with({"v2", "stocks"}))
    return std::nullopt;
  if (asked.method != "GET")
    return method_not_allowed();
  return answer_path(market, asked);
}

} // namespace troupe::net::venue
