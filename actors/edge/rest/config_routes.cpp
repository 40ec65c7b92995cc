// The configuration: what holds, and how it came to it. Secrets are told as "********".
//
// What can change while the system runs are the limits of risk, by the same way as at
// /api/risk/limits; everything else is read at the start.
#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/json/record_json.hpp"
#include "actors/edge/rest/json_members.hpp"
#include "actors/edge/rest/limit_answers.hpp"
#include "actors/edge/rest/live_limits.hpp"
#include "actors/edge/rest/routes.hpp"
#include "config/schema.hpp"
#include "trading/risk/limit_table.hpp"

#include <limits>

namespace troupe::actors {

namespace {

constexpr std::size_t changes_default = 100;
constexpr std::size_t changes_max = 1'000;

const trading::limit_row* limit_of(std::string_view key) {
  for (const auto& row : trading::limit_table)
    if (row.key == key)
      return &row;
  return nullptr;
}

void write_key(json_writer& json, const config::key& row, const config::settings& now) {
  const auto value = config::text_of(row, now);
  const bool secret = row.shown == config::visibility::secret && !value.empty();
  json.object().key("key").text(row.name).key("value").text(secret ? "********" : value);
  json.key("default").text(row.default_text).key("unit").text(row.unit);
  json.key("meaning").text(row.meaning).key("allowed").text(config::allowed(row));
  json.key("changeable").flag(limit_of(row.name) != nullptr).end_object();
}

net::http::response show_config(const route_sources& from) {
  const auto now = settings_now(from);
  json_writer json;
  json.object().key("items").array();
  for (const auto& row : config::schema())
    write_key(json, row, now);
  json.end_array().key("next_page_token").null().end_object();
  return json_reply(json.take());
}

// {"risk.order_notional_max":"5000"} as /api/risk/limits takes it.
result<std::string> limits_in(const std::string& body) {
  const auto object = read_object(body);
  if (!object)
    return object.failure();
  nlohmann::json limits = nlohmann::json::object();
  for (const auto& [name, value] : object->items()) {
    if (name == "reason") {
      limits[name] = value;
      continue;
    }
    if (config::find_key(name) == nullptr)
      return error{"unknown_key", "there is no key \"" + name.substr(0, 64) +
                                      "\"; GET /api/config lists all"};
    const auto* row = limit_of(name);
    if (row == nullptr)
      return error{"not_changeable", name + " is read at the start; set it in the configuration "
                                            "file and restart"};
    limits[std::string(row->name())] = value;
  }
  return limits.dump();
}

void change_config(const route_sources& from, const call& asked, respond answer) {
  const auto limits = limits_in(asked.body);
  if (!limits)
    return answer(error_reply(limits.failure()));
  change_limits(from, asked, *limits, std::move(answer));
}

bool is_change(const trading::event& told) {
  if (std::holds_alternative<trading::configuration>(told))
    return true;
  const auto* ordered = std::get_if<trading::command>(&told);
  return ordered != nullptr && (ordered->kind == trading::command_kind::change_limits ||
                                ordered->kind == trading::command_kind::change_strategy);
}

net::http::response list_changes(const read_model& known, const call& asked) {
  const auto limit = asked.limit_parameter(changes_default, changes_max);
  if (!limit)
    return error_reply(limit.failure());
  const auto before = asked.page_token_parameter();
  if (!before)
    return error_reply(before.failure());
  json_writer json;
  json.object().key("items").array();
  std::size_t written = 0;
  const auto last = known.archive().walk_back(
      before->value_or(std::numeric_limits<std::uint64_t>::max()), [&](const auto& each) {
        if (!is_change(each->event))
          return true;
        write_record(json, *each);
        return ++written < *limit;
      });
  json.end_array().key("next_page_token");
  last == 0 ? json.null() : json.text(std::to_string(last));
  json.end_object();
  return json_reply(json.take());
}

} // namespace

void add_config_routes(route_table& table, const route_sources& from) {
  const auto* known = from.known;
  table.add("GET", "/api/config", user_role::viewer,
            [from](const call&, respond answer) { answer(show_config(from)); });
  table.add("PATCH", "/api/config", user_role::admin, [from](const call& asked, respond answer) {
    change_config(from, asked, std::move(answer));
  });
  table.add("GET", "/api/config/history", user_role::viewer,
            [known](const call& asked, respond answer) { answer(list_changes(*known, asked)); });
}

} // namespace troupe::actors
