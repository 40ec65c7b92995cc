// GET /api/strategies, /api/strategies/{name}, PATCH /api/strategies/{name}, GET /api/signals.
#include "actors/edge/json/decision_json.hpp"
#include "actors/edge/json/strategy_json.hpp"
#include "actors/edge/rest/body.hpp"
#include "actors/edge/rest/live_strategies.hpp"
#include "actors/edge/rest/market_answers.hpp"
#include "actors/edge/rest/operator_answer.hpp"
#include "actors/edge/rest/routes.hpp"
#include "config/strategy_choices.hpp"

#include <algorithm>

namespace troupe::actors {

net::http::response show_signals(const read_model& known,
                                 const std::optional<trading::symbol>& name,
                                 std::string_view strategy) {
  json_writer json;
  json.object().key("items").array();
  for (const auto& [key, told] : known.signals()) {
    if ((name && key.first != *name) || (!strategy.empty() && key.second != strategy))
      continue;
    json.object().key("time").time(told->market_ns).key("seq").raw(std::to_string(told->seq));
    write_decision_members(json, std::get<trading::decision>(told->event));
    json.end_object();
  }
  json.end_array().key("next_page_token").null().end_object();
  return json_reply(json.take());
}

// As the configuration and the operators say.
trading::strategy_roster roster_now(const route_sources& from) {
  trading::strategy_roster roster(
      config::strategy_choices(*from.settings).value(), // checked at the start
      trading::parse_watchlists(from.settings->trading.watchlists).value());
  for (const auto& [name, changes] : from.known->strategy_changes()) {
    trading::command ordered;
    ordered.kind = trading::command_kind::change_strategy;
    ordered.changes = name + ' ' + changes;
    roster.fold(trading::event(ordered));
  }
  return roster;
}

namespace {

const trading::strategy_choice* find_choice(const trading::strategy_roster& roster,
                                            std::string_view name) {
  const auto& all = roster.choices();
  const auto found =
      std::find_if(all.begin(), all.end(), [name](const auto& each) { return each.name == name; });
  return found == all.end() ? nullptr : &*found;
}

net::http::response list_strategies(const route_sources& from) {
  const auto roster = roster_now(from);
  json_writer json;
  json.object().key("items").array();
  for (const auto& each : trading::strategies())
    write_strategy(json, each, find_choice(roster, each.name), from.services->symbols);
  json.end_array().key("next_page_token").null().end_object();
  return json_reply(json.take());
}

error unknown_strategy(const error& failure) {
  return {"not_found", failure.message};
}

net::http::response show_strategy(const route_sources& from, const call& asked) {
  const auto known = trading::find_strategy(asked.path.at("name"));
  if (!known)
    return error_reply(unknown_strategy(known.failure()));
  const auto roster = roster_now(from);
  json_writer json;
  write_strategy(json, **known, find_choice(roster, (*known)->name), from.services->symbols);
  return json_reply(json.take());
}

result<trading::strategy_choice> check_change(const route_sources& from,
                                              const std::string& changes) {
  auto changed = roster_now(from).changed_by(changes);
  if (!changed)
    return changed.failure();
  const auto& traded = from.services->symbols;
  for (const auto& each : changed->symbols.symbols())
    if (std::find(traded.begin(), traded.end(), each) == traded.end())
      return error{"symbol_not_traded", std::string(each.text()) +
                                            " is not traded here; name it in trading.symbols"};
  return changed;
}

void change_strategy(const route_sources& from, const call& asked, respond answer) {
  const auto known = trading::find_strategy(asked.path.at("name"));
  if (!known)
    return answer(error_reply(unknown_strategy(known.failure())));
  const auto wanted = read_strategy_change(asked.body);
  if (!wanted)
    return answer(error_reply(wanted.failure()));
  const auto changes = std::string((*known)->name) + ' ' + wanted->changes;
  auto changed = check_change(from, changes);
  if (!changed)
    return answer(error_reply(changed.failure()));
  const auto roster = roster_now(from);
  json_writer before;
  write_strategy(before, **known, find_choice(roster, (*known)->name), from.services->symbols);
  asked.tell_before(before.take());
  from.desk->change(trading::command_kind::change_strategy, changes, asked.who.subject,
                    wanted->reason, from.clock->steady_ns(),
                    [from, known = *known, after = std::move(*changed),
                     answer = std::move(answer)](const operator_reply& reply) {
                      if (!reply.code.empty())
                        return answer(refusal_answer(reply));
                      json_writer json;
                      write_strategy(json, *known, &after, from.services->symbols);
                      answer(json_reply(json.take()));
                    });
}

// The last decision of each strategy on each symbol.
net::http::response list_signals(const route_sources& from, const call& asked) {
  std::optional<trading::symbol> wanted;
  if (const auto name = asked.parameter("symbol"); !name.empty()) {
    const auto parsed = trading::symbol::parse(name);
    if (!parsed)
      return error_reply(parsed.failure());
    wanted = *parsed;
  }
  return show_signals(*from.known, wanted, asked.parameter("strategy"));
}

} // namespace

void add_strategy_routes(route_table& table, const route_sources& from) {
  table.add("GET", "/api/strategies", user_role::viewer,
            [from](const call&, respond answer) { answer(list_strategies(from)); });
  table.add("GET", "/api/strategies/{name}", user_role::viewer,
            [from](const call& asked, respond answer) { answer(show_strategy(from, asked)); });
  table.add("PATCH", "/api/strategies/{name}", user_role::trader,
            [from](const call& asked, respond answer) {
              change_strategy(from, asked, std::move(answer));
            });
  table.add("GET", "/api/signals", user_role::viewer,
            [from](const call& asked, respond answer) { answer(list_signals(from, asked)); });
}

} // namespace troupe::actors
