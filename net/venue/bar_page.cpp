#include "net/venue/bar_page.hpp"

#include "net/venue/market_json.hpp"
#include "net/venue/parameter.hpp"

#include <algorithm>
#include <charconv>

namespace troupe::net::venue {

namespace {

constexpr std::int64_t page_default = 1000;
constexpr std::int64_t page_max = 10'000;

std::string token_of(const trading::bar& last) {
  std::string name(last.symbol.text());
  std::replace(name.begin(), name.end(), '/', '-');
  return name + "." + std::to_string(last.start_ns);
}

result<bar_query::position> parse_token(std::string_view token) {
  const auto dot = token.rfind('.');
  if (dot != std::string_view::npos) {
    const auto symbol = trading::symbol::parse(token.substr(0, dot));
    trading::time_ns start_ns = 0;
    const auto* end = token.data() + token.size();
    const auto [rest, failed] = std::from_chars(token.data() + dot + 1, end, start_ns);
    if (symbol && failed == std::errc{} && rest == end)
      return bar_query::position{.symbol = *symbol, .start_ns = start_ns};
  }
  return error{"invalid_parameter", "invalid page_token: " + std::string(token)};
}

bool comes_after(const bar_query& query, const trading::bar& bar) {
  if (!query.after || bar.symbol != query.after->symbol)
    return true;
  return query.ascending ? bar.start_ns > query.after->start_ns
                         : bar.start_ns < query.after->start_ns;
}

void write_run(json_writer& json, const std::vector<trading::bar>& run) {
  json.array();
  for (const auto& bar : run)
    write_object(json, bar);
  json.end_array();
}

void write_token(json_writer& json, const bar_page& page) {
  json.key("next_page_token");
  if (page.next_page_token.empty())
    json.null();
  else
    json.text(page.next_page_token);
}

} // namespace

result<bar_query> read_bar_query(const call& asked, std::vector<trading::symbol> symbols,
                                 trading::time_ns default_first_ns, trading::time_ns now) {
  bar_query query;
  query.symbols = std::move(symbols);
  const auto frame = timeframe::parse(asked.parameter("timeframe"));
  if (!frame)
    return frame.failure();
  query.frame = *frame;
  const auto start = time_parameter(asked, "start");
  const auto end = time_parameter(asked, "end");
  if (!start || !end)
    return start ? end.failure() : start.failure();
  query.first_ns = start->value_or(default_first_ns);
  query.last_ns = end->value_or(now);
  const auto limit = integer_parameter(asked, "limit", {1, page_max, page_default});
  if (!limit)
    return limit.failure();
  query.limit = *limit;
  query.ascending = asked.parameter("sort") != "desc";
  if (const auto token = asked.parameter("page_token"); !token.empty()) {
    const auto after = parse_token(token);
    if (!after)
      return after.failure();
    query.after = *after;
  }
  return query;
}

bar_page take_page(const bar_tape& tape, const bar_query& query) {
  bar_page page;
  auto left = query.limit;
  const trading::bar* last = nullptr;
  for (const auto& symbol : query.symbols) {
    if (query.after && symbol < query.after->symbol)
      continue;
    auto bars = tape.between(symbol, query.frame, query.first_ns, query.last_ns);
    if (!query.ascending)
      std::reverse(bars.begin(), bars.end());
    std::erase_if(bars, [&](const auto& bar) { return !comes_after(query, bar); });
    if (bars.empty())
      continue;
    if (left == 0) {
      page.next_page_token = token_of(*last);
      return page;
    }
    const bool cut = static_cast<std::int64_t>(bars.size()) > left;
    if (cut)
      bars.resize(static_cast<std::size_t>(left));
    left -= static_cast<std::int64_t>(bars.size());
    last = &page.runs.emplace_back(std::move(bars)).back();
    if (cut) {
      page.next_page_token = token_of(*last);
      return page;
    }
  }
  return page;
}

void write_bars_by_symbol(json_writer& json, const bar_page& page) {
  json.key("bars").object();
  for (const auto& run : page.runs)
    write_run(json.key(run.front().symbol.text()), run);
  json.end_object();
  write_token(json, page);
}

void write_bars_of_one(json_writer& json, const bar_page& page) {
  write_run(json.key("bars"), page.runs.empty() ? std::vector<trading::bar>{} : page.runs.front());
  write_token(json, page);
}

} // namespace troupe::net::venue
