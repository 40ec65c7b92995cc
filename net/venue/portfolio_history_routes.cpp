#include "net/venue/call.hpp"
#include "net/venue/date_parameter.hpp"
#include "net/venue/history_window.hpp"
#include "net/venue/json_writer.hpp"

#include <algorithm>

namespace troupe::net::venue {

namespace {

struct profit_base {
  trading::money equity;
  std::optional<trading::time_ns> asof; // the day it closed; empty for the opening cash
};

struct history_row {
  equity_point point;
  trading::money profit;
  trading::number profit_ratio;
};

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return word.empty() || std::find(words.begin(), words.end(), word) != words.end();
}

// The market never closes, so that every kind of intraday reporting tells the same.
result<bool> read_reset(const call& asked) {
  if (!is_one_of(asked.parameter("intraday_reporting"),
                 {"market_hours", "extended_hours", "continuous"}))
    return error{"invalid_parameter",
                 "invalid intraday_reporting: use market_hours, extended_hours or continuous"};
  if (!is_one_of(asked.parameter("pnl_reset"), {"per_day", "no_reset"}))
    return error{"invalid_parameter", "invalid pnl_reset: use per_day or no_reset"};
  return asked.parameter("pnl_reset") != "no_reset";
}

// `date_start` and `date_end` are older spellings.
result<history_window> read_window(const exchange& market, const call& asked) {
  const auto time_of = [&](const char* name, const char* older) {
    return market_time_parameter(asked, asked.parameter(name).empty() ? older : name);
  };
  const auto start = time_of("start", "date_start");
  const auto end = time_of("end", "date_end");
  if (!start || !end)
    return start ? end.failure() : start.failure();
  return resolve({.period = asked.parameter("period"),
                  .timeframe = asked.parameter("timeframe"),
                  .start = *start,
                  .end = *end},
                 market.now());
}

profit_base base_before(const exchange& market, const std::vector<equity_point>& points,
                        bool daily) {
  const auto first = points.empty() ? market.now() : points.front().start;
  const auto closed = market.equity().day_before(daily ? first : day_start(first));
  if (!closed)
    return {.equity = market.opening_cash(), .asof = std::nullopt};
  return {.equity = closed->equity, .asof = closed->start};
}

trading::number ratio_to(trading::money profit, trading::money base) {
  if (base.is_zero())
    return {};
  return {trading::exact::multiply_divide(profit.units, trading::units_per_one, base.units)};
}

// With `resets`, the profit of a day is against the worth at the end of the day before.
std::vector<history_row> rows_of(const std::vector<equity_point>& points, trading::money base,
                                 bool resets) {
  std::vector<history_row> rows;
  rows.reserve(points.size());
  for (const auto& point : points) {
    const bool new_day =
        !rows.empty() && day_start(point.start) != day_start(rows.back().point.start);
    if (resets && new_day)
      base = rows.back().point.equity;
    const auto profit = point.equity - base;
    rows.push_back({point, profit, ratio_to(profit, base)});
  }
  return rows;
}

template <class Write>
void write_column(json_writer& json, const char* name, const std::vector<history_row>& rows,
                  Write write) {
  json.key(name).array();
  for (const auto& row : rows)
    write(row);
  json.end_array();
}

} // namespace

reply answer_portfolio_history(exchange& market, const call& asked) {
  if (!asked.is({"v2", "account", "portfolio", "history"}))
    return std::nullopt;
  if (asked.method != "GET")
    return method_not_allowed();
  const auto resets = read_reset(asked);
  const auto window = read_window(market, asked);
  if (!resets || !window)
    return error_reply(resets ? window.failure() : resets.failure());
  const bool daily = window->length == trading::day_ns;
  const auto points =
      market.equity().points(window->length, window->from, window->until, market.worth());
  const auto base = base_before(market, points, daily);
  const auto rows = rows_of(points, base.equity, *resets && !daily);
  json_writer json;
  json.object();
  write_column(json, "timestamp", rows,
               [&](const auto& row) { json.integer(row.point.start / trading::second_ns); });
  write_column(json, "equity", rows, [&](const auto& row) { json.number(row.point.equity); });
  write_column(json, "profit_loss", rows, [&](const auto& row) { json.number(row.profit); });
  write_column(json, "profit_loss_pct", rows,
               [&](const auto& row) { json.number(row.profit_ratio); });
  json.key("base_value").number(base.equity);
  if (base.asof)
    json.key("base_value_asof").text(trading::format_time(*base.asof).substr(0, 10));
  json.key("timeframe").text(window->timeframe);
  json.key("cashflow").object().end_object().end_object(); // nothing is paid in or out
  return json_reply(json.take());
}

} // namespace troupe::net::venue
