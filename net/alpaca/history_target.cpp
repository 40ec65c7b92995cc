#include "net/alpaca/history_target.hpp"

#include "net/http/message.hpp"

#include <algorithm>
#include <string_view>

namespace troupe::net::alpaca {

namespace {

constexpr trading::time_ns hour_ns = 60 * trading::minute_ns;
constexpr std::string_view bars_a_page = "10000"; // the venue's most

std::string_view root(trading::asset_class kind) {
  return kind == trading::asset_class::crypto ? "/v1beta3/crypto/us" : "/v2/stocks";
}

std::string symbols_parameter(const symbol_group& asked) {
  std::string names;
  for (const auto& name : asked.symbols)
    names += (names.empty() ? "" : ",") + std::string(name.text());
  return "?symbols=" + http::percent_encode(names);
}

std::string feed_parameter(const symbol_group& asked, const std::string& feed) {
  if (asked.kind == trading::asset_class::crypto || feed.empty())
    return {};
  return "&feed=" + http::percent_encode(feed);
}

} // namespace

std::vector<symbol_group> group(std::vector<trading::symbol> symbols) {
  std::sort(symbols.begin(), symbols.end(), [](const auto& left, const auto& right) {
    return std::pair(left.kind(), left) < std::pair(right.kind(), right);
  });
  symbols.erase(std::unique(symbols.begin(), symbols.end()), symbols.end());
  std::vector<symbol_group> groups;
  for (const auto& name : symbols) {
    if (groups.empty() || groups.back().kind != name.kind() ||
        groups.back().symbols.size() == symbol_group::symbols_max)
      groups.push_back({name.kind(), {}});
    groups.back().symbols.push_back(name);
  }
  return groups;
}

std::optional<std::string> timeframe(trading::time_ns length_ns) {
  if (length_ns == trading::day_ns)
    return "1Day";
  if (length_ns > 0 && length_ns % hour_ns == 0 && length_ns < trading::day_ns)
    return std::to_string(length_ns / hour_ns) + "Hour";
  if (length_ns > 0 && length_ns % trading::minute_ns == 0 && length_ns < hour_ns)
    return std::to_string(length_ns / trading::minute_ns) + "Min";
  return std::nullopt;
}

std::string bars_target(const symbol_group& asked, const bar_query& wanted,
                        const std::string& frame, const std::string& feed) {
  std::string target(root(asked.kind));
  target += "/bars" + symbols_parameter(asked) + "&timeframe=" + frame;
  target += "&start=" + http::percent_encode(trading::format_time(wanted.start_ns));
  target += "&end=" + http::percent_encode(trading::format_time(wanted.end_ns));
  target += "&sort=asc&limit=";
  target += bars_a_page;
  // Today's prices are those after every split: history has to be told in the same shares.
  if (asked.kind == trading::asset_class::us_equity)
    target += "&adjustment=split";
  return target + feed_parameter(asked, feed);
}

std::string latest_quotes_target(const symbol_group& asked, const std::string& feed) {
  const auto* const path =
      asked.kind == trading::asset_class::crypto ? "/latest/quotes" : "/quotes/latest";
  return std::string(root(asked.kind)) + path + symbols_parameter(asked) +
         feed_parameter(asked, feed);
}

} // namespace troupe::net::alpaca
