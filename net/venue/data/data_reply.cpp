#include "net/venue/data/data_reply.hpp"

namespace troupe::net::venue {

namespace {

http::response bars_reply(const exchange& market, const call& asked, const history_query& query,
                          std::string_view only_symbol) {
  const auto frame = timeframe::parse(asked.parameter("timeframe"));
  if (!frame)
    return message_reply(400, frame.failure().message);
  const auto page = take_page<trading::bar>(query, [&](const auto& symbol) {
    return market.bars().between(symbol, *frame, query.first_ns, query.last_ns);
  });
  return json_reply(page_json("bars", page, only_symbol, asked.parameter("currency")));
}

} // namespace

http::response history_reply(const exchange& market, const call& asked, latest_kind kind,
                             const result<history_query>& query, std::string_view only_symbol) {
  if (!query)
    return message_reply(400, query.failure().message);
  if (kind == latest_kind::bar)
    return bars_reply(market, asked, *query, only_symbol);
  const auto currency = asked.parameter("currency");
  if (kind == latest_kind::trade) {
    const auto page = take_page<told_trade>(*query, [&](const auto& symbol) {
      return market.ticks().trades(symbol, query->first_ns, query->last_ns);
    });
    return json_reply(page_json("trades", page, only_symbol, currency));
  }
  const auto page = take_page<trading::quote>(*query, [&](const auto& symbol) {
    return market.ticks().quotes(symbol, query->first_ns, query->last_ns);
  });
  return json_reply(page_json("quotes", page, only_symbol, currency));
}

http::response latest_reply(const exchange& market, const call& asked, latest_kind kind,
                            const std::vector<trading::symbol>& symbols) {
  json_writer json;
  json.object().key(std::string(singular_of(kind)) + "s");
  write_latest_by_symbol(json, market, kind, symbols, writer_for(asked.parameter("feed")));
  if (const auto currency = asked.parameter("currency"); !currency.empty())
    json.key("currency").text(currency);
  json.end_object();
  return json_reply(json.take());
}

} // namespace troupe::net::venue
