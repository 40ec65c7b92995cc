// The most active and the most moved assets of the day so far: New York's for stocks, UTC's for
// pairs. A move is measured from the close of the day before.
#include "net/venue/data/history_query.hpp"
#include "net/venue/data/timeframe.hpp"
#include "net/venue/json_writer.hpp"
#include "net/venue/parameter.hpp"

#include <algorithm>

namespace troupe::net::venue {

namespace {

constexpr timeframe screened_day{.unit = time_unit::day, .count = 1};
constexpr integer_range most_active_range{1, 100, 10};
constexpr integer_range movers_range{1, 50, 10};

std::vector<trading::bar> days_so_far(const exchange& market, bool crypto) {
  std::vector<trading::bar> bars;
  for (const auto& symbol : market.symbols())
    if (symbol.is_crypto() == crypto)
      if (auto day = market.bars().at(symbol, screened_day, market.now()))
        bars.push_back(std::move(*day));
  return bars;
}

http::response most_actives(const exchange& market, const call& asked) {
  if (auto checked = check_parameters(asked, {"by", "top"}); !checked)
    return message_reply(400, checked.failure().message);
  const auto top = integer_parameter(asked, "top", most_active_range);
  if (!top)
    return message_reply(400, top.failure().message);
  const auto by = asked.parameter("by");
  if (!by.empty() && by != "volume" && by != "trades")
    return message_reply(400, "invalid by: use volume or trades");
  auto days = days_so_far(market, false);
  std::stable_sort(days.begin(), days.end(), [&](const auto& left, const auto& right) {
    return by == "trades" ? left.trade_count > right.trade_count : left.volume > right.volume;
  });
  days.resize(std::min(days.size(), static_cast<std::size_t>(*top)));
  json_writer json;
  json.object().key("last_updated").time(market.now()).key("most_actives").array();
  for (const auto& day : days) {
    json.object().key("symbol").text(day.symbol.text());
    json.key("trade_count").integer(day.trade_count);
    json.key("volume").integer(day.volume.units / trading::units_per_one).end_object();
  }
  json.end_array().end_object();
  return json_reply(json.take());
}

struct mover {
  trading::symbol symbol;
  trading::price px;
  trading::price change;
  trading::number percent; // rounded to two decimals
};

std::vector<mover> movers_of(const exchange& market, bool crypto) {
  constexpr std::int64_t percents = 100;
  constexpr std::int64_t two_decimals = trading::units_per_one / percents;
  std::vector<mover> movers;
  for (const auto& day : days_so_far(market, crypto)) {
    const auto today = screened_day.start_of(day.symbol, market.now());
    const auto before = market.bars().at(day.symbol, screened_day, today - 1);
    const auto base = before ? before->close : day.open;
    const auto change = day.close - base;
    const auto percent =
        trading::exact::multiply_divide(change.units, percents * percents, base.units) *
        two_decimals;
    movers.push_back({day.symbol, day.close, change, {percent}});
  }
  return movers;
}

void write_movers(json_writer& json, const std::vector<mover>& movers, std::size_t top, int sign) {
  json.array();
  for (const auto& each : movers) {
    if (top == 0 || each.change.units * sign <= 0)
      break;
    json.object().key("symbol").text(each.symbol.text()).key("price").number(each.px);
    json.key("change").number(each.change).key("percent_change").number(each.percent).end_object();
    --top;
  }
  json.end_array();
}

http::response movers(const exchange& market, const call& asked, const std::string& kind) {
  if (auto checked = check_parameters(asked, {"top"}); !checked)
    return message_reply(400, checked.failure().message);
  const auto top = integer_parameter(asked, "top", movers_range);
  if (!top)
    return message_reply(400, top.failure().message);
  auto found = movers_of(market, kind == "crypto");
  std::stable_sort(found.begin(), found.end(), [](const auto& left, const auto& right) {
    return left.percent > right.percent;
  });
  json_writer json;
  json.object();
  write_movers(json.key("gainers"), found, static_cast<std::size_t>(*top), 1);
  std::reverse(found.begin(), found.end());
  write_movers(json.key("losers"), found, static_cast<std::size_t>(*top), -1);
  json.key("market_type").text(kind).key("last_updated").time(market.now()).end_object();
  return json_reply(json.take());
}

} // namespace

reply answer_screener(exchange& market, const call& asked) {
  const auto& path = asked.segments;
  if (!asked.starts_with({"v1beta1", "screener"}) || path.size() != 4)
    return std::nullopt;
  if (asked.method != "GET")
    return method_not_allowed();
  if (path[2] == "stocks" && path[3] == "most-actives")
    return most_actives(market, asked);
  if (path[3] == "movers" && (path[2] == "stocks" || path[2] == "crypto"))
    return movers(market, asked, path[2]);
  return std::nullopt;
}

} // namespace troupe::net::venue
