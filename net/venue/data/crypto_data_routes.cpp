#include "net/venue/data/data_reply.hpp"
#include "net/venue/parameter.hpp"

#include <algorithm>

namespace troupe::net::venue {

namespace {

// Every place shows the one market there is.
constexpr std::string_view places[] = {"us", "us-1", "us-2", "eu-1", "bs-1"};

bool is_pair(std::string_view name) {
  const auto letters = [](std::string_view word) {
    return !word.empty() && std::all_of(word.begin(), word.end(),
                                        [](char letter) { return letter >= 'A' && letter <= 'Z'; });
  };
  const auto slash = name.find('/');
  if (slash == std::string_view::npos)
    return false;
  auto base = name.substr(0, slash);
  if (base.ends_with('x'))
    base.remove_suffix(1);
  return letters(base) && letters(name.substr(slash + 1));
}

// Only the spelling with a slash is taken here, as at Alpaca.
result<std::vector<trading::symbol>> pairs_in(std::string_view list) {
  std::size_t begin = 0;
  while (begin < list.size()) {
    const auto end = std::min(list.find(',', begin), list.size());
    const auto name = list.substr(begin, end - begin);
    if (!name.empty() && !is_pair(name))
      return error{"invalid_parameter",
                   "invalid symbol: " + std::string(name) + " does not match ^[A-Z]+x?/[A-Z]+$"};
    begin = end + 1;
  }
  return symbols_parameter(list);
}

http::response pair_history(const exchange& market, const call& asked, latest_kind kind) {
  const std::string_view timeframe = kind == latest_kind::bar ? "timeframe" : "start";
  if (auto checked = check_parameters(
          asked, {"symbols", "start", "end", "limit", "sort", "page_token", timeframe});
      !checked)
    return message_reply(400, checked.failure().message);
  auto pairs = pairs_in(asked.parameter("symbols"));
  if (!pairs)
    return message_reply(400, pairs.failure().message);
  const auto midnight = trading::floor_time(market.now(), trading::day_ns);
  const auto query = read_history_query(asked, std::move(*pairs), midnight, market.now());
  return history_reply(market, asked, kind, query, {});
}

http::response pair_snapshots(const exchange& market, const std::vector<trading::symbol>& pairs) {
  json_writer json;
  json.object().key("snapshots").object();
  for (const auto& pair : pairs)
    if (has_market(market, pair)) {
      json.key(pair.text()).object();
      write_snapshot_members(json, market, pair);
      json.end_object();
    }
  json.end_object().end_object();
  return json_reply(json.take());
}

reply answer_pairs(const exchange& market, const call& asked) {
  const auto& path = asked.segments;
  if (path.size() == 4)
    if (const auto kind = latest_kind_of(path[3]); kind && kind != latest_kind::order_book)
      return pair_history(market, asked, *kind);
  const bool shot = path.size() == 4 && path[3] == "snapshots";
  const auto kind =
      path.size() == 5 && path[3] == "latest" ? latest_kind_of(path[4]) : std::nullopt;
  if (!shot && !kind)
    return std::nullopt;
  if (auto checked = check_parameters(asked, {"symbols"}); !checked)
    return message_reply(400, checked.failure().message);
  const auto pairs = pairs_in(asked.parameter("symbols"));
  if (!pairs)
    return message_reply(400, pairs.failure().message);
  return shot ? pair_snapshots(market, *pairs) : latest_reply(market, asked, *kind, *pairs);
}

} // namespace

reply answer_crypto_data(exchange& market, const call& asked) {
  if (!asked.starts_with({"v1beta3", "crypto"}) || asked.segments.size() < 4)
    return std::nullopt;
  if (asked.method != "GET")
    return method_not_allowed();
  if (std::find(std::begin(places), std::end(places), asked.segments[2]) == std::end(places))
    return message_reply(400, "invalid loc: " + asked.segments[2]);
  return answer_pairs(market, asked);
}

} // namespace troupe::net::venue
