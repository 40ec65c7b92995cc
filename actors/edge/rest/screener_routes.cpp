// Which symbols there are and how they move: watchlists of the configuration, and a screener over
// the minute bars that are at hand.
#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/rest/routes.hpp"
#include "trading/strategies/universe.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace troupe::actors {

namespace {

constexpr std::size_t rows_default = 50;
constexpr std::size_t rows_max = 500;
constexpr trading::time_ns window_ns = trading::day_ns;

// A day's turnover of a large market is more than an amount can hold.
__extension__ typedef __int128 wide;

struct screener_row {
  trading::symbol symbol;
  trading::price price; // the last close
  trading::number change_percent;
  wide volume_units = 0;
  wide dollar_volume_units = 0; // closes by volumes
  trading::time_ns since_ns = 0;
  trading::time_ns until_ns = 0;
};

// Of the bars of the last day of market time; none without a bar in it.
std::optional<screener_row> row_of(const trading::symbol& name,
                                   const std::deque<trading::bar>& bars, trading::time_ns now_ns) {
  const auto first = std::find_if(bars.begin(), bars.end(), [now_ns](const trading::bar& each) {
    return each.start_ns > now_ns - window_ns;
  });
  if (first == bars.end() || first->open.is_zero())
    return std::nullopt;
  screener_row row{name, bars.back().close, {}, 0, 0, first->start_ns, bars.back().end_ns()};
  for (auto each = first; each != bars.end(); ++each) {
    row.volume_units += each->volume.units;
    row.dollar_volume_units +=
        wide{each->close.units} * each->volume.units / trading::units_per_one;
  }
  constexpr std::int64_t percent = 100 * trading::units_per_one;
  row.change_percent.units = trading::exact::multiply_divide(
      row.price.units - first->open.units, percent, first->open.units);
  return row;
}

wide key_of(const screener_row& row, std::string_view sort) {
  if (sort == "volume")
    return row.volume_units;
  if (sort == "price")
    return row.price.units;
  return sort == "change_percent" ? row.change_percent.units : row.dollar_volume_units;
}

std::string turnover_text(wide units) {
  const auto parts = std::to_string(static_cast<std::int64_t>(units % trading::units_per_one));
  return std::to_string(static_cast<std::int64_t>(units / trading::units_per_one)) + '.' +
         std::string(9 - parts.size(), '0') + parts;
}

void write_row(json_writer& json, const screener_row& row) {
  json.object().key("symbol").text(row.symbol.text());
  json.key("class").text(row.symbol.is_crypto() ? "crypto" : "us_equity");
  json.key("price").number(row.price).key("change_percent").number(row.change_percent);
  json.key("volume").raw(turnover_text(row.volume_units));
  json.key("dollar_volume").raw(turnover_text(row.dollar_volume_units));
  json.key("since").time(row.since_ns).key("until").time(row.until_ns).end_object();
}

result<std::string> one_of(const call& asked, std::string_view name,
                           const std::vector<std::string_view>& words) {
  const auto given = asked.parameter(name);
  if (given.empty())
    return std::string(words.front());
  if (std::find(words.begin(), words.end(), given) == words.end()) {
    std::string allowed;
    for (const auto word : words)
      allowed += (allowed.empty() ? "" : ", ") + std::string(word);
    return error{"invalid_parameter", std::string(name) + " must be one of " + allowed};
  }
  return std::string(given);
}

net::http::response screen(const route_sources& from, const call& asked) {
  const auto limit = asked.limit_parameter(rows_default, rows_max);
  const auto sort =
      one_of(asked, "sort", {"dollar_volume", "volume", "change_percent", "price"});
  const auto direction = one_of(asked, "direction", {"desc", "asc"});
  const auto kind = one_of(asked, "class", {"all", "crypto", "us_equity"});
  if (!limit)
    return error_reply(limit.failure());
  for (const auto* word : {&sort, &direction, &kind})
    if (!*word)
      return error_reply(word->failure());
  std::vector<screener_row> rows;
  for (const auto& [name, bars] : from.known->bars().all())
    if (*kind == "all" || (*kind == "crypto") == name.is_crypto())
      if (auto row = row_of(name, bars, from.known->market_ns()))
        rows.push_back(std::move(*row));
  std::stable_sort(rows.begin(), rows.end(), [&](const auto& left, const auto& right) {
    const auto a = key_of(left, *sort);
    const auto b = key_of(right, *sort);
    return *direction == "asc" ? a < b : b < a;
  });
  rows.resize(std::min(rows.size(), *limit));
  json_writer json;
  json.object().key("items").array();
  for (const auto& each : rows)
    write_row(json, each);
  json.end_array().key("next_page_token").null().end_object();
  return json_reply(json.take());
}

net::http::response list_watchlists(const route_sources& from) {
  const auto lists = trading::parse_watchlists(from.settings->trading.watchlists);
  if (!lists)
    return error_reply(lists.failure());
  json_writer json;
  json.object().key("items").array();
  for (const auto& [name, symbols] : *lists) {
    json.object().key("name").text(name).key("symbols").array();
    for (const auto& each : symbols)
      json.text(each.text());
    json.end_array().end_object();
  }
  json.end_array().key("next_page_token").null().end_object();
  return json_reply(json.take());
}

} // namespace

void add_screener_routes(route_table& table, const route_sources& from) {
  table.add("GET", "/api/screener", user_role::viewer,
            [from](const call& asked, respond answer) { answer(screen(from, asked)); });
  table.add("GET", "/api/watchlists", user_role::viewer,
            [from](const call&, respond answer) { answer(list_watchlists(from)); });
}

} // namespace troupe::actors
