// GET and PATCH /api/flags: everything that is either on or off, with what made it so.
//
// Trading and the strategies are switched by the same commands as at /api/risk and /api/strategies;
// the configuration's own switches are read at the start.
#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/rest/json_members.hpp"
#include "actors/edge/rest/operator_answer.hpp"
#include "actors/edge/rest/routes.hpp"
#include "config/schema.hpp"
#include "config/strategy_choices.hpp"
#include "trading/strategies/strategy_roster.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace troupe::actors {

namespace {

using trading::command_kind;

struct flag {
  std::string key;
  bool value = false;
  std::optional<bool> at_start; // what the configuration says; none where it does not
  std::string_view origin;      // "default", "configuration", "operator", "venue"
  std::string meaning;
  bool changeable = false;
};

constexpr std::string_view enabled_key = "trading.enabled";
constexpr std::string_view halted_key = "trading.halted";

std::vector<flag> trading_flags(const route_sources& from) {
  const auto& now = from.known->trading_switch();
  const bool at_start = now.simulated();
  return {{std::string(enabled_key), now.enabled(), at_start,
           now.enabled() == at_start ? "venue" : "operator",
           "Strategies' orders leave; at a simulated venue from the start", true},
          {std::string(halted_key), now.halted(), false, now.halted() ? "operator" : "default",
           "Nothing that adds risk leaves", true}};
}

std::vector<flag> strategy_flags(const route_sources& from) {
  const auto configured = config::strategy_choices(*from.settings).value(); // checked at the start
  trading::strategy_roster roster(
      configured, trading::parse_watchlists(from.settings->trading.watchlists).value());
  for (const auto& [name, changes] : from.known->strategy_changes()) {
    trading::command ordered;
    ordered.kind = command_kind::change_strategy;
    ordered.changes = name + ' ' + changes;
    roster.fold(trading::event(ordered));
  }
  std::vector<flag> found;
  for (std::size_t index = 0; index < configured.size(); ++index) {
    const auto& now = roster.choices()[index];
    const bool before = configured[index].enabled;
    found.push_back({"strategy." + now.name + ".enabled", now.enabled, before,
                     now.enabled != before ? "operator" : before ? "default" : "configuration",
                     "The strategy may enter; it leaves what it holds either way", true});
  }
  return found;
}

std::vector<flag> configured_flags(const config::settings& settings) {
  std::vector<flag> found;
  for (const auto& row : config::schema()) {
    if (!std::holds_alternative<bool& (*)(config::settings&)>(row.place))
      continue;
    const bool value = config::text_of(row, settings) == "true";
    const bool usual = row.default_text == "true";
    found.push_back({std::string(row.name), value, value,
                     value == usual ? "default" : "configuration", std::string(row.meaning),
                     false});
  }
  return found;
}

std::vector<flag> flags_of(const route_sources& from) {
  auto all = trading_flags(from);
  for (auto&& more : {strategy_flags(from), configured_flags(*from.settings)})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

void write_flag(json_writer& json, const flag& told) {
  json.object().key("key").text(told.key).key("value").flag(told.value).key("at_start");
  told.at_start ? json.flag(*told.at_start) : json.null();
  json.key("origin").text(told.origin).key("meaning").text(told.meaning);
  json.key("changeable").flag(told.changeable).end_object();
}

std::string flags_text(const std::vector<flag>& told) {
  json_writer json;
  json.object().key("items").array();
  for (const auto& each : told)
    write_flag(json, each);
  json.end_array().key("next_page_token").null().end_object();
  return json.take();
}

struct wanted_flag {
  std::string key;
  bool value = false;
  std::string reason;
};

// {"trading.halted":true,"reason":"news"}
result<wanted_flag> flag_in(const std::string& body, const std::vector<flag>& known) {
  const auto object = read_object(body);
  if (!object)
    return object.failure();
  wanted_flag wanted;
  for (const auto& [name, value] : object->items()) {
    if (name == "reason") {
      wanted.reason = text_of(*object, "reason");
      continue;
    }
    if (!wanted.key.empty() || !value.is_boolean())
      return error{"invalid_body", "give one flag, true or false, and perhaps a reason"};
    wanted.key = name;
    wanted.value = value.get<bool>();
  }
  for (const auto& each : known) {
    if (each.key != wanted.key)
      continue;
    if (!each.changeable)
      return error{"not_changeable", each.key + " is read at the start; set it in the "
                                                "configuration file and restart"};
    return wanted;
  }
  return error{"unknown_key",
               "there is no flag \"" + wanted.key.substr(0, 64) + "\"; GET /api/flags lists all"};
}

command_kind switch_of(const wanted_flag& wanted) {
  if (wanted.key == halted_key)
    return wanted.value ? command_kind::halt : command_kind::resume;
  return wanted.value ? command_kind::enable_trading : command_kind::disable_trading;
}

// What holds once it is carried out; the journal tells it here a moment later.
net::http::response flag_answer(std::vector<flag> known, const wanted_flag& done) {
  json_writer json;
  for (auto& each : known)
    if (each.key == done.key) {
      each.value = done.value;
      each.origin = "operator";
      write_flag(json, each);
    }
  return json_reply(json.take());
}

void change_flag(const route_sources& from, const call& asked, respond answer) {
  auto known = flags_of(from);
  const auto wanted = flag_in(asked.body, known);
  if (!wanted)
    return answer(error_reply(wanted.failure()));
  asked.tell_before(flags_text(known));
  auto done = [known = std::move(known), wanted = *wanted,
               answer = std::move(answer)](const operator_reply& reply) {
    answer(reply.code.empty() ? flag_answer(known, wanted) : refusal_answer(reply));
  };
  constexpr std::string_view prefix = "strategy.";
  constexpr std::string_view suffix = ".enabled";
  if (!wanted->key.starts_with(prefix))
    return from.desk->command(switch_of(*wanted), asked.who.subject, wanted->reason,
                              from.clock->steady_ns(), std::move(done));
  const auto name = wanted->key.substr(prefix.size(),
                                       wanted->key.size() - prefix.size() - suffix.size());
  from.desk->change(command_kind::change_strategy,
                    name + " enabled=" + (wanted->value ? "true" : "false"), asked.who.subject,
                    wanted->reason, from.clock->steady_ns(), std::move(done));
}

} // namespace

void add_flag_routes(route_table& table, const route_sources& from) {
  table.add("GET", "/api/flags", user_role::viewer, [from](const call&, respond answer) {
    answer(json_reply(flags_text(flags_of(from))));
  });
  table.add("PATCH", "/api/flags", user_role::admin, [from](const call& asked, respond answer) {
    change_flag(from, asked, std::move(answer));
  });
}

} // namespace troupe::actors
