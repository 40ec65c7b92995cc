// GET /api/models: by what an entry's size is found, and which of the running strategies have it
// so. Nothing is trained here, so there are no models of another kind.
#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/rest/live_limits.hpp"
#include "actors/edge/rest/live_strategies.hpp"
#include "actors/edge/rest/routes.hpp"
#include "trading/strategies/catalogue.hpp"
#include "trading/strategies/entry_size_parameters.hpp"

#include <string_view>
#include <vector>

namespace troupe::actors {

namespace {

constexpr std::string_view prefix = "size_";

struct use {
  std::string_view strategy;
  trading::number value;
};

trading::number value_of(const trading::strategy_choice& running, std::string_view parameter) {
  if (const auto found = running.parameters.find(parameter); found != running.parameters.end())
    return found->second;
  if (const auto known = trading::find_strategy(running.name))
    for (const auto& each : (*known)->parameters)
      if (each.name == parameter)
        return each.initial;
  return {};
}

// size_atr is a distance that another model counts with.
bool is_model(const trading::parameter_definition& each) { return each.name != "size_atr"; }

std::vector<use> users_of(const trading::strategy_roster& roster, std::string_view parameter) {
  std::vector<use> found;
  for (const auto& each : roster.choices())
    if (const auto value = value_of(each, parameter); value != trading::number{})
      found.push_back({each.name, value});
  return found;
}

std::vector<use> users_of_none(const trading::strategy_roster& roster, trading::number fraction) {
  std::vector<use> found;
  for (const auto& each : roster.choices()) {
    bool sized = false;
    for (const auto& model : trading::entry_size_parameters)
      sized = sized || (is_model(model) && value_of(each, model.name) != trading::number{});
    if (!sized)
      found.push_back({each.name, fraction});
  }
  return found;
}

void write_model(json_writer& json, std::string_view name, std::string_view parameter,
                 std::string_view unit, std::string_view meaning, const std::vector<use>& users) {
  json.object().key("name").text(name).key("kind").text("sizing");
  json.key("parameter").text(parameter).key("unit").text(unit).key("meaning").text(meaning);
  json.key("used_by").array();
  for (const auto& each : users)
    json.object().key("strategy").text(each.strategy).key("value").number(each.value).end_object();
  json.end_array().end_object();
}

net::http::response list_models(const route_sources& from) {
  const auto roster = roster_now(from);
  json_writer json;
  json.object().key("items").array();
  write_model(json, "equity_fraction", "risk.equity_fraction_bps", "basis points",
              "share of the equity that an entry is worth where its strategy says no size",
              users_of_none(roster, trading::number::of(
                                settings_now(from).risk.equity_fraction_bps)));
  for (const auto& each : trading::entry_size_parameters)
    if (is_model(each)) {
      const std::string_view parameter = each.name;
      write_model(json, parameter.substr(prefix.size()), parameter, each.unit, each.meaning,
                  users_of(roster, parameter));
    }
  json.end_array().key("next_page_token").null().end_object();
  return json_reply(json.take());
}

} // namespace

void add_model_routes(route_table& table, const route_sources& from) {
  table.add("GET", "/api/models", user_role::viewer,
            [from](const call&, respond answer) { answer(list_models(from)); });
}

} // namespace troupe::actors
