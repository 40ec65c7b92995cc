// Which symbols there are and how they move: watchlists of the configuration, and a screener over
// the minute bars that are at hand.
#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/read_model/screened_symbol.hpp"
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

wide_amount key_of(const screened_symbol& row, std::string_view sort) {
  if (sort == "volume")
    return row.volume_units;
  if (sort == "price")
    return row.price.units;
  return sort == "change_percent" ? row.change_percent.units : row.dollar_volume_units;
}

std::string decimal_of(wide_amount units) {
  const auto parts = std::to_string(static_cast<std::int64_t>(units % trading::units_per_one));
  return std::to_string(static_cast<std::int64_t>(units / trading::units_per_one)) + '.' +
         std::string(9 - parts.size(), '0') + parts;
}

template <class Amount>
void write_number(json_writer& json, std::string_view name, const std::optional<Amount>& amount) {
  json.key(name);
  amount ? json.number(*amount) : json.null();
}

std::optional<trading::price> if_quoted(trading::price side) {
  return side.is_zero() ? std::nullopt : std::optional(side);
}

// Traded here, and not set aside because the venue's books say otherwise.
bool is_tradable(const route_sources& from, const trading::symbol& name) {
  const auto& traded = from.services->symbols;
  return std::find(traded.begin(), traded.end(), name) != traded.end() &&
         !from.known->quarantined().contains(name);
}

void write_row(json_writer& json, const route_sources& from, const screened_symbol& row) {
  json.object().key("symbol").text(row.symbol.text());
  json.key("class").text(row.symbol.is_crypto() ? "crypto" : "us_equity");
  json.key("price").number(row.price).key("change_percent").number(row.change_percent);
  json.key("high").number(row.high).key("low").number(row.low);
  json.key("volume").raw(decimal_of(row.volume_units));
  json.key("dollar_volume").raw(decimal_of(row.dollar_volume_units));
  write_number(json, "bid", if_quoted(row.bid));
  write_number(json, "ask", if_quoted(row.ask));
  write_number(json, "spread_bps", row.spread_bps);
  write_number(json, "volatility_percent", row.volatility_percent);
  write_number(json, "rsi", row.rsi);
  write_number(json, "stochrsi_k", row.stochrsi_k);
  write_number(json, "stochrsi_d", row.stochrsi_d);
  write_number(json, "trend_percent", row.trend_percent);
  json.key("held_qty").decimal_or_null(row.held);
  json.key("tradable").flag(is_tradable(from, row.symbol));
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
  const auto sort = one_of(
      asked, "sort", {"dollar_volume", "volume", "change_percent", "price", "symbol"});
  const auto direction = one_of(asked, "direction", {"desc", "asc"});
  const auto kind = one_of(asked, "class", {"all", "crypto", "us_equity"});
  if (!limit)
    return error_reply(limit.failure());
  for (const auto* word : {&sort, &direction, &kind})
    if (!*word)
      return error_reply(word->failure());
  const auto told = asked.page_token_parameter();
  if (!told)
    return error_reply(told.failure());
  std::vector<screened_symbol> rows;
  for (const auto& [name, bars] : from.known->bars().all())
    if (*kind == "all" || (*kind == "crypto") == name.is_crypto())
      if (auto row = screen_symbol(*from.known, name))
        rows.push_back(std::move(*row));
  std::stable_sort(rows.begin(), rows.end(), [&](const auto& left, const auto& right) {
    const auto& first = *direction == "asc" ? left : right;
    const auto& second = *direction == "asc" ? right : left;
    return *sort == "symbol" ? first.symbol < second.symbol
                             : key_of(first, *sort) < key_of(second, *sort);
  });
  const auto begin = std::min<std::uint64_t>(told->value_or(0), rows.size());
  const auto end = std::min<std::uint64_t>(begin + *limit, rows.size());
  json_writer json;
  json.object().key("items").array();
  for (auto each = begin; each < end; ++each)
    write_row(json, from, rows[each]);
  json.end_array().key("next_page_token");
  end == rows.size() ? json.null() : json.text(std::to_string(end));
  json.end_object();
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
