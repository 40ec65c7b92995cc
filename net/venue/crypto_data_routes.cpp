#include "net/venue/bar_page.hpp"
#include "net/venue/latest_json.hpp"
#include "net/venue/parameter.hpp"

#include <algorithm>

namespace troupe::net::venue {

namespace {

// Only the spelling with a slash is taken here, as at Alpaca.
result<std::vector<trading::symbol>> pairs_in(std::string_view list) {
  std::size_t begin = 0;
  while (begin < list.size()) {
    const auto end = std::min(list.find(',', begin), list.size());
    const auto name = list.substr(begin, end - begin);
    if (name.find('/') == std::string_view::npos)
      return error{"invalid_parameter",
                   "invalid symbol: " + std::string(name) + " does not match ^[A-Z]+x?/[A-Z]+$"};
    begin = end + 1;
  }
  return symbols_parameter(list);
}

http::response bars(const exchange& market, const call& asked, std::vector<trading::symbol> pairs) {
  const auto midnight = trading::floor_time(market.now(), trading::day_ns);
  const auto query = read_bar_query(asked, std::move(pairs), midnight, market.now());
  if (!query)
    return message_reply(400, query.failure().message);
  json_writer json;
  json.object();
  write_bars_by_symbol(json, take_page(market.bars(), *query));
  json.end_object();
  return json_reply(json.take());
}

} // namespace

reply answer_crypto_data(exchange& market, const call& asked) {
  if (!asked.starts_with({"v1beta3", "crypto", "us"}))
    return std::nullopt;
  if (asked.method != "GET")
    return method_not_allowed();
  const bool history = asked.is({"v1beta3", "crypto", "us", "bars"});
  const bool latest_bars = asked.is({"v1beta3", "crypto", "us", "latest", "bars"});
  if (!history && !latest_bars && !asked.is({"v1beta3", "crypto", "us", "latest", "quotes"}))
    return std::nullopt;
  auto pairs = pairs_in(asked.parameter("symbols"));
  if (!pairs)
    return message_reply(400, pairs.failure().message);
  if (history)
    return bars(market, asked, std::move(*pairs));
  json_writer json;
  json.object();
  if (latest_bars)
    write_latest_bars(json, market, *pairs);
  else
    write_latest_quotes(json, market, *pairs);
  json.end_object();
  return json_reply(json.take());
}

} // namespace troupe::net::venue
