#include "config/load.hpp"

#include "config/cluster.hpp"
#include "config/schema.hpp"
#include "trading/risk/limit_table.hpp"
#include "trading/risk/sector_table.hpp"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <toml++/toml.h>
#include <utility>

namespace troupe::config {

namespace {

constexpr const char* file_variable = "TROUPE_CONFIG";

error wrong(const std::string& where, std::string_view key, std::string_view what,
            std::string code = "invalid_setting") {
  return {std::move(code), where + ": " + std::string(key) + ": " + std::string(what)};
}

bool is_table_name(std::string_view name) {
  const auto begin = std::string(name) + ".";
  const auto rows = schema();
  return std::any_of(rows.begin(), rows.end(),
                     [&begin](const key& row) { return row.name.starts_with(begin); });
}

// A TOML value as assign() takes it; none where its type is not the key's.
std::optional<std::string> text_for(const key& row, const toml::node& value) {
  using flag = bool& (*)(settings&);
  using whole = std::int64_t& (*)(settings&);
  using amount = trading::money& (*)(settings&);
  using list = std::vector<std::string>& (*)(settings&);
  if (std::holds_alternative<flag>(row.place))
    return value.is_boolean() ? std::optional(value.ref<bool>() ? "true" : "false") : std::nullopt;
  const bool takes_integer = std::holds_alternative<whole>(row.place) ||
                             std::holds_alternative<amount>(row.place) || row.name == "venue.speed";
  if (value.is_integer() && takes_integer)
    return std::to_string(value.ref<std::int64_t>());
  if (std::holds_alternative<whole>(row.place) || std::holds_alternative<list>(row.place) ||
      !value.is_string())
    return std::nullopt;
  return value.ref<std::string>();
}

std::optional<std::vector<std::string>> texts_in(const toml::node& value) {
  const auto* array = value.as_array();
  if (array == nullptr)
    return std::nullopt;
  std::vector<std::string> texts;
  for (const auto& each : *array) {
    if (!each.is_string())
      return std::nullopt;
    texts.push_back(each.ref<std::string>());
  }
  return texts;
}

result<void> assign_parameter(settings& into, std::string_view strategy, std::string_view name,
                              std::string text) {
  const bool is_word = name == "universe" || text == "true" || text == "false";
  if (strategy.empty() || name.empty() || (!is_word && !trading::number::parse(text)))
    return error{"invalid_setting", "\"" + text +
                                        "\" is not allowed; allowed: a whole number, decimal text "
                                        "(\"0.5\"), true or false"};
  into.strategy[std::string(strategy)][std::string(name)] = std::move(text);
  return {};
}

class loader {
public:
  explicit loader(const sources& from) : from_(from) {}
  result<loaded> run();

private:
  void take_defaults();
  result<void> take_file();
  result<void> take_table(const toml::table& table, const std::string& path);
  result<void> take_value(const std::string& name, const toml::node& value);
  result<void> take_strategies(const toml::node& value);
  result<void> take_nodes(const toml::node& value);
  result<void> take_node(const std::string& name, const toml::node& value);
  result<void> take_secrets();
  result<void> take_environment();
  result<void> take_flags();
  void take_preset();
  result<void> check_sectors() const;
  result<void> check_edge() const;

  const sources& from_;
  std::string file_; // empty: none
  loaded made_;
};

result<loaded> loader::run() {
  take_defaults();
  for (const auto step : {&loader::take_file, &loader::take_secrets, &loader::take_environment,
                          &loader::take_flags})
    if (const auto taken = (this->*step)(); !taken)
      return taken.failure();
  take_preset();
  if (const auto checked = check_sectors(); !checked)
    return checked.failure();
  if (const auto checked = check_edge(); !checked)
    return checked.failure();
  if (const auto checked = check_cluster(made_.values); !checked)
    return error{checked.failure().code,
                 (file_.empty() ? "" : file_ + ": ") + checked.failure().message};
  return std::move(made_);
}

void loader::take_defaults() {
  for (const auto& row : schema()) {
    if (const auto taken = assign(row, made_.values, row.default_text); !taken)
      throw std::logic_error("the default of " + std::string(row.name) + " is not allowed");
    made_.origins[std::string(row.name)] = {};
  }
}

result<void> loader::take_file() {
  if (from_.file)
    file_ = from_.file->string();
  else if (const auto named = from_.environment.find(file_variable);
           named != from_.environment.end())
    file_ = named->second;
  if (file_.empty())
    return {};
  try {
    return take_table(toml::parse_file(file_), "");
  } catch (const toml::parse_error& failed) {
    const auto line = failed.source().begin.line;
    if (line == 0)
      return error{"config_unreadable", file_ + ": cannot be read; name a file that exists"};
    return error{"config_syntax", file_ + ": line " + std::to_string(line) + ": " +
                                      std::string(failed.description())};
  }
}

result<void> loader::take_table(const toml::table& table, const std::string& path) {
  for (const auto& [part, value] : table) {
    const auto name = path + std::string(part.str());
    if (name == "strategy" || name == "cluster.nodes") {
      if (auto taken = name == "strategy" ? take_strategies(value) : take_nodes(value); !taken)
        return taken;
      continue;
    }
    if (path.empty() && value.is_table() && is_table_name(name)) {
      if (auto taken = take_table(*value.as_table(), name + "."); !taken)
        return taken;
      continue;
    }
    if (auto taken = take_value(name, value); !taken)
      return taken;
  }
  return {};
}

result<void> loader::take_value(const std::string& name, const toml::node& value) {
  const auto* row = find_key(name);
  if (row == nullptr)
    return wrong(file_, name, "there is no such key; config/troupe.toml lists all that are allowed",
                 "unknown_key");
  using list = std::vector<std::string>& (*)(settings&);
  if (const auto* place = std::get_if<list>(&row->place)) {
    auto texts = texts_in(value);
    if (!texts)
      return wrong(file_, name, "not a list of text; allowed: " + allowed(*row));
    (*place)(made_.values) = std::move(*texts);
  } else {
    const auto text = text_for(*row, value);
    if (!text)
      return wrong(file_, name, "of the wrong type; allowed: " + allowed(*row));
    if (const auto taken = assign(*row, made_.values, *text); !taken)
      return wrong(file_, name, taken.failure().message);
  }
  made_.origins[name] = {origin_kind::file, file_};
  return {};
}

result<void> loader::take_strategies(const toml::node& value) {
  const auto* strategies = value.as_table();
  if (strategies == nullptr)
    return wrong(file_, "strategy", "allowed: tables [strategy.<name>] of parameters");
  for (const auto& [strategy, parameters] : *strategies) {
    const auto table = "strategy." + std::string(strategy.str());
    if (!parameters.is_table())
      return wrong(file_, table, "allowed: a table of parameters");
    made_.values.strategy[std::string(strategy.str())];
    for (const auto& [name, parameter] : *parameters.as_table()) {
      const auto key = table + "." + std::string(name.str());
      std::string text;
      if (parameter.is_integer())
        text = std::to_string(parameter.ref<std::int64_t>());
      else if (parameter.is_boolean())
        text = parameter.ref<bool>() ? "true" : "false";
      else if (parameter.is_string())
        text = parameter.ref<std::string>();
      else
        return wrong(file_, key,
                     "allowed: a whole number, decimal text (\"0.5\"), true or false");
      if (const auto taken = assign_parameter(made_.values, strategy.str(), name.str(), text);
          !taken)
        return wrong(file_, key, taken.failure().message);
      made_.origins[key] = {origin_kind::file, file_};
    }
  }
  return {};
}

result<void> loader::take_nodes(const toml::node& value) {
  const auto* nodes = value.as_table();
  if (nodes == nullptr)
    return wrong(file_, "cluster.nodes", "allowed: tables [cluster.nodes.<name>]");
  for (const auto& [name, node] : *nodes)
    if (auto taken = take_node(std::string(name.str()), node); !taken)
      return taken;
  return {};
}

result<void> loader::take_node(const std::string& name, const toml::node& value) {
  const auto table = "cluster.nodes." + name;
  if (!value.is_table())
    return wrong(file_, table, "allowed: a table with address and roles");
  auto& node = made_.values.cluster.nodes[name];
  for (const auto& [part, entry] : *value.as_table()) {
    const auto key = table + "." + std::string(part.str());
    if (part.str() == "address" && entry.is_string())
      node.address = entry.ref<std::string>();
    else if (auto roles = texts_in(entry); part.str() == "roles" && roles)
      node.roles = std::move(*roles);
    else if (part.str() == "address" || part.str() == "roles")
      return wrong(file_, key,
                   "of the wrong type; allowed: address as text, roles as a list of text");
    else
      return wrong(file_, key, "there is no such key; allowed: address, roles", "unknown_key");
    made_.origins[key] = {origin_kind::file, file_};
  }
  return {};
}

result<void> loader::take_secrets() {
  for (const auto& [name, text] : from_.secrets) {
    const auto* row = find_key(name);
    if (row == nullptr)
      return wrong("sealed secret", name, "there is no such key", "unknown_key");
    if (const auto taken = assign(*row, made_.values, text); !taken)
      return wrong("sealed secret", name, taken.failure().message);
    made_.origins[name] = {origin_kind::sealed, ""};
  }
  return {};
}

result<void> loader::take_environment() {
  for (const auto& row : schema())
    for (const auto variable : row.environment) {
      const auto found = from_.environment.find(std::string(variable));
      if (found == from_.environment.end() || found->second.empty())
        continue;
      if (const auto taken = assign(row, made_.values, found->second); !taken)
        return wrong("environment " + found->first, row.name, taken.failure().message);
      made_.origins[std::string(row.name)] = {origin_kind::environment, found->first};
      break;
    }
  return {};
}

result<void> loader::take_flags() {
  constexpr std::string_view strategy_prefix = "strategy.";
  for (const auto& [name, text] : from_.flags) {
    result<void> taken;
    if (const auto* row = find_key(name)) {
      taken = assign(*row, made_.values, text);
    } else if (const auto dot = name.find('.', strategy_prefix.size());
               name.starts_with(strategy_prefix) && dot != std::string::npos) {
      const auto strategy = name.substr(strategy_prefix.size(), dot - strategy_prefix.size());
      taken = assign_parameter(made_.values, strategy, name.substr(dot + 1), text);
    } else {
      return wrong("flag", name, "there is no such key", "unknown_key");
    }
    if (!taken)
      return wrong("flag", name, taken.failure().message);
    made_.origins[name] = {origin_kind::flag, ""};
  }
  return {};
}

// Of limits that nothing else has set.
void loader::take_preset() {
  const auto chosen = static_cast<std::size_t>(made_.values.risk.preset);
  const auto* words = find_key("risk.preset");
  for (const auto& row : trading::limit_table) {
    auto& from = made_.origins[std::string(row.key)];
    if (from.kind != origin_kind::default_value)
      continue;
    if (!trading::assign(row, made_.values.risk, row.presets[chosen]))
      throw std::logic_error("the preset of " + std::string(row.key) + " is not allowed");
    if (made_.origins["risk.preset"].kind != origin_kind::default_value)
      from.detail = "preset " + std::string(words->choices[chosen]);
  }
}

result<void> loader::check_edge() const {
  const auto& edge = made_.values.edge;
  if (edge.tls_certificate.empty() != edge.tls_key.empty())
    return wrong(file_, edge.tls_key.empty() ? "edge.tls_key" : "edge.tls_certificate",
                 "certificate and key go together: set both, or neither");
  if (edge.redirect_port != 0 && edge.tls_certificate.empty())
    return wrong(file_, "edge.redirect_port", "there is no HTTPS to point to: set "
                                              "edge.tls_certificate and edge.tls_key");
  return {};
}

result<void> loader::check_sectors() const {
  const auto parsed = trading::sector_table::parse(made_.values.risk.sectors);
  if (!parsed)
    return error{"invalid_setting",
                 (file_.empty() ? "" : file_ + ": ") + "risk.sectors: " + parsed.failure().message};
  return {};
}

} // namespace

std::string to_text(const origin& from) {
  switch (from.kind) {
  case origin_kind::default_value:
    return from.detail.empty() ? "default" : from.detail;
  case origin_kind::file:
    return "file " + from.detail;
  case origin_kind::sealed:
    return "sealed secret";
  case origin_kind::environment:
    return "environment " + from.detail;
  case origin_kind::flag:
    return "flag";
  }
  throw std::logic_error("no such origin");
}

std::map<std::string, std::string> process_environment() {
  std::map<std::string, std::string> found;
  const auto look = [&found](const std::string& name) {
    if (const char* value = std::getenv(name.c_str()); value != nullptr && *value != '\0')
      found.emplace(name, value);
  };
  look(file_variable);
  for (const auto& row : schema())
    for (const auto variable : row.environment)
      look(std::string(variable));
  return found;
}

result<loaded> load(const sources& from) {
  return loader(from).run();
}

} // namespace troupe::config
