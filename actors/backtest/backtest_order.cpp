#include "actors/backtest/backtest_order.hpp"

#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/rest/json_members.hpp"
#include "config/journaled.hpp"
#include "config/load.hpp"

#include <algorithm>
#include <array>
#include <system_error>
#include <utility>

namespace troupe::actors {

namespace {

namespace fs = std::filesystem;
using nlohmann::json;

error unusable(const std::string& name, const std::string& why) {
  return {"invalid_parameter", name + " " + why};
}

result<std::vector<trading::setting>> settings_in(const json& object, const char* name) {
  std::vector<trading::setting> found;
  const auto member = object.find(name);
  if (member == object.end() || member->is_null())
    return found;
  if (!member->is_object())
    return error{"invalid_body", std::string(name) + " must be an object of texts and numbers"};
  for (const auto& [key, value] : member->items()) {
    if (value.is_boolean())
      found.push_back({key, value.get<bool>() ? "true" : "false"});
    else if (value.is_string() || value.is_number())
      found.push_back({key, text_of(*member, key.c_str())});
    else
      return error{"invalid_body", std::string(name) + "." + key.substr(0, 64) +
                                       " must be a text or a number"};
  }
  return found;
}

result<std::vector<std::string>> texts_in(const json& object, const char* name) {
  std::vector<std::string> found;
  const auto member = object.find(name);
  if (member == object.end() || member->is_null())
    return found;
  if (!member->is_array() || !std::all_of(member->begin(), member->end(), [](const auto& each) {
        return each.is_string();
      }))
    return error{"invalid_body", std::string(name) + " must be a list of texts"};
  for (const auto& each : *member)
    found.push_back(each.template get<std::string>());
  return found;
}

result<std::optional<trading::time_ns>> time_in(const json& object, const char* name) {
  const auto text = text_of(object, name);
  if (text.empty())
    return std::optional<trading::time_ns>{};
  const auto parsed = trading::parse_time(text);
  if (!parsed)
    return unusable(name, "is not a time: " + parsed.failure().message);
  return std::optional(*parsed);
}

void write_settings(json_writer& into, std::string_view name,
                    const std::vector<trading::setting>& settings) {
  into.key(name).object();
  for (const auto& each : settings)
    into.key(each.key).text(each.value);
  into.end_object();
}

bool may_override(const std::string& key) {
  return key.starts_with("risk.") || key == "venue.half_spread_bps" || key == "venue.start_cash";
}

} // namespace

result<backtest_order> read_backtest_order(std::string_view body) {
  const auto object = read_object(body);
  if (!object)
    return object.failure();
  backtest_order asked;
  asked.strategy = text_of(*object, "strategy");
  if (asked.strategy.empty())
    return error{"invalid_body", "strategy must name one; GET /api/strategies lists all"};
  asked.name = text_of(*object, "name");
  if (asked.name.size() > backtest_order::name_max)
    return unusable("name", "is longer than 64 bytes");
  auto parameters = settings_in(*object, "parameters");
  auto settings = settings_in(*object, "settings");
  if (!parameters || !settings)
    return (parameters ? settings : parameters).failure();
  asked.parameters = std::move(parameters).value();
  asked.settings = std::move(settings).value();
  auto symbols = texts_in(*object, "symbols");
  auto files = texts_in(*object, "files");
  if (!symbols || !files)
    return (symbols ? files : symbols).failure();
  asked.symbols = std::move(symbols).value();
  asked.files = std::move(files).value();
  if (asked.files.size() > backtest_order::files_max)
    return unusable("files", "are more than 64");
  const auto from = time_in(*object, "from");
  const auto to = time_in(*object, "to");
  if (!from || !to)
    return (from ? to : from).failure();
  asked.from = *from;
  asked.to = *to;
  if (asked.from && asked.to && *asked.to <= *asked.from)
    return unusable("to", "must be later than from");
  return asked;
}

std::string to_json(const backtest_order& asked) {
  json_writer into;
  into.object().key("strategy").text(asked.strategy).key("name").text(asked.name);
  write_settings(into, "parameters", asked.parameters);
  write_settings(into, "settings", asked.settings);
  for (const auto& [name, texts] : {std::pair("symbols", &asked.symbols),
                                    std::pair("files", &asked.files)}) {
    into.key(name).array();
    for (const auto& each : *texts)
      into.text(each);
    into.end_array();
  }
  into.key("from");
  asked.from ? into.time(*asked.from) : into.null();
  into.key("to");
  asked.to ? into.time(*asked.to) : into.null();
  into.end_object();
  return into.take();
}

result<config::settings> settings_for(const backtest_order& asked, const config::settings& now) {
  auto alone = with_strategy(now, asked.strategy, asked.parameters);
  if (!alone)
    return alone.failure();
  auto deciding = config::deciding_settings(*alone);
  if (!deciding)
    return deciding.failure();
  config::sources from;
  for (const auto& each : *deciding)
    from.flags.insert_or_assign(each.key, each.value);
  from.flags.insert_or_assign("venue.start_cash", now.venue.start_cash.text());
  for (const auto& each : asked.settings) {
    if (!may_override(each.key))
      return error{"override_not_allowed",
                   "\"" + each.key.substr(0, 64) + "\" cannot be tested otherwise; give keys of "
                   "[risk], venue.half_spread_bps or venue.start_cash"};
    from.flags.insert_or_assign(each.key, each.value);
  }
  if (!asked.symbols.empty() || !asked.files.empty()) {
    std::string symbols;
    for (const auto& each : asked.symbols) {
      const auto parsed = trading::symbol::parse(each);
      if (!parsed)
        return parsed.failure();
      symbols += (symbols.empty() ? "" : ",") + std::string(parsed->text());
    }
    from.flags.insert_or_assign("trading.symbols", symbols);
  }
  auto made = config::load(from);
  if (!made)
    return error{made.failure().code == "unknown_key" ? "invalid_setting" : made.failure().code,
                 made.failure().message};
  return std::move(made).value().values;
}

fs::path data_folder(const config::settings& now) {
  return now.backtest.data_folder.empty() ? fs::path(now.home) / "data"
                                          : fs::path(now.backtest.data_folder);
}

result<std::vector<fs::path>> files_for(const backtest_order& asked, const config::settings& now) {
  const auto folder = data_folder(now);
  std::vector<fs::path> found;
  for (const auto& each : asked.files) {
    const fs::path name(each);
    const bool plain = !each.empty() && each.front() != '.' && name.filename() == name &&
                       name.extension() == ".csv" && each.find('\0') == std::string::npos;
    if (!plain)
      return unusable("files", "must be plain names that end in .csv");
    std::error_code failure;
    const auto place = fs::canonical(folder / name, failure);
    const auto inside = failure ? fs::path{} : fs::canonical(folder, failure);
    if (failure || !fs::is_regular_file(place, failure))
      return error{"not_found", "there is no file " + each + " in the folder of the data"};
    if (place.parent_path() != inside)
      return unusable("files", "must lie in the folder itself");
    found.push_back(place);
  }
  return found;
}

} // namespace troupe::actors
