#include "config/describe.hpp"

#include "config/schema.hpp"
#include "trading/risk/limit_table.hpp"

#include <algorithm>
#include <utility>

namespace troupe::config {

namespace {

constexpr std::string_view mask = "********";
constexpr std::size_t width = 98;

std::string origin_of(const loaded& from, const std::string& name) {
  const auto found = from.origins.find(name);
  return to_text(found == from.origins.end() ? origin{} : found->second);
}

// As comment lines that fit the width, broken between words.
std::string comment(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    auto size = text.size();
    if (size > width) {
      size = text.rfind(' ', width);
      if (size == std::string_view::npos)
        size = text.size();
    }
    lines += "# " + std::string(text.substr(0, size)) + "\n";
    text.remove_prefix(std::min(text.size(), size + 1));
  }
  return lines;
}

std::string quoted(std::string_view text) {
  return '"' + std::string(text) + '"';
}

std::string quoted_list(std::string_view text) {
  std::string list;
  while (!text.empty()) {
    const auto comma = text.find(", ");
    list += (list.empty() ? "" : ", ") + quoted(text.substr(0, comma));
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 2);
  }
  return '[' + list + ']';
}

std::string toml_value(const key& row) {
  if (std::holds_alternative<bool& (*)(settings&)>(row.place) ||
      std::holds_alternative<std::int64_t& (*)(settings&)>(row.place))
    return std::string(row.default_text);
  if (std::holds_alternative<std::vector<std::string>& (*)(settings&)>(row.place))
    return quoted_list(row.default_text);
  return quoted(row.default_text);
}

std::string entry(const key& row) {
  std::string about(row.meaning);
  about += " (" + allowed(row);
  for (const auto variable : row.environment)
    about +=
        (variable == row.environment.front() ? "; environment " : ", ") + std::string(variable);
  about += ").";
  const auto name = row.name.substr(row.name.find('.') + 1);
  return comment(about) + std::string(name) + " = " + toml_value(row) + "\n";
}

constexpr std::string_view head =
    R"(# Every key of troupe's configuration with its default. Take over what you change: a file
# with fewer keys, or none, is fine. A flag counts over the environment, that over this file, this
# file over the default. `troupe config check FILE` checks a file, `troupe config show` tells the
# effective values and where each came from.

)";

constexpr std::string_view free_tables = R"(
# Parameters of a strategy, whole numbers or decimal text; what a strategy takes it says itself, and
# GET /api/strategies lists all. Besides: enabled = false enters nothing, and universe = "crypto
# watchlist:majors AAPL price>=5 dollar_volume>=100000" says which of the symbols it may enter.
#
# [strategy.stochrsi_ema]
# rsi = 14

# Nodes of a cluster; without them every role runs in one process. Each role has one place, journal
# and executor the same. Nodes on several machines need a PostgreSQL as database_url.
# Roles: venue (the built-in one), journal, feed, risk, executor, signal, portfolio, notifier, edge.
#
# [cluster.nodes.a]
# address = "127.0.0.1:9301"
# roles = ["feed", "signal", "edge", "venue"]
)";

// The limits that presets do not agree on, side by side.
std::string presets() {
  std::string text = "# Presets, for what is not set above: conservative, moderate, aggressive.\n";
  for (const auto& row : trading::limit_table)
    if (row.presets[0] != row.presets[1] || row.presets[1] != row.presets[2])
      text += "#   " + std::string(row.name()) + ": " + std::string(row.presets[0]) + ", " +
              std::string(row.presets[1]) + ", " + std::string(row.presets[2]) + "\n";
  return text;
}

} // namespace

std::vector<described_value> describe(const loaded& from) {
  std::vector<described_value> all;
  for (const auto& row : schema()) {
    auto value = text_of(row, from.values);
    if (row.shown == visibility::secret && !value.empty())
      value = mask;
    const std::string name(row.name);
    all.push_back({name, std::move(value), origin_of(from, name)});
  }
  for (const auto& [strategy, parameters] : from.values.strategy)
    for (const auto& [parameter, value] : parameters) {
      const auto name = "strategy." + strategy + "." + parameter;
      all.push_back({name, value, origin_of(from, name)});
    }
  for (const auto& [node, placed] : from.values.cluster.nodes) {
    const auto table = "cluster.nodes." + node;
    std::string roles;
    for (const auto& role : placed.roles)
      roles += (roles.empty() ? "" : ", ") + role;
    all.push_back({table + ".address", placed.address, origin_of(from, table + ".address")});
    all.push_back({table + ".roles", roles, origin_of(from, table + ".roles")});
  }
  return all;
}

std::string reference_toml() {
  std::string text(head);
  std::string_view table;
  for (const auto& row : schema()) {
    const auto dot = row.name.find('.');
    const auto of = dot == std::string_view::npos ? std::string_view() : row.name.substr(0, dot);
    if (of != table)
      text += "\n[" + std::string(of) + "]\n";
    table = of;
    text += entry(row);
    if (row.name == "risk.sectors")
      text += presets();
  }
  return text + std::string(free_tables);
}

} // namespace troupe::config
