// What has just happened here: the log's last lines, for admins, because lines name users,
// addresses and files.
#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/rest/routes.hpp"
#include "runtime/log_memory.hpp"

namespace troupe::actors {

namespace {

constexpr std::size_t lines_default = 200;
constexpr std::size_t lines_asked_max = 1'000;

net::http::response list_lines(const call& asked) {
  const auto limit = asked.limit_parameter(lines_default, lines_asked_max);
  if (!limit)
    return error_reply(limit.failure());
  const auto before = asked.page_token_parameter();
  if (!before)
    return error_reply(before.failure());
  runtime::log::line_query wanted;
  wanted.limit = *limit;
  wanted.before_seq = before->value_or(wanted.before_seq);
  wanted.event = asked.parameter("event");
  wanted.role = asked.parameter("role");
  wanted.text = asked.parameter("text");
  if (const auto level = asked.parameter("level"); !level.empty()) {
    const auto least = runtime::log::parse_level(level);
    if (!least)
      return error_reply({"invalid_parameter", least.failure().message});
    wanted.least = *least;
  }
  const auto& memory = runtime::log::memory();
  const auto page = memory.find(wanted);
  json_writer json;
  json.object().key("items").array();
  for (const auto& each : page.lines) {
    json.object().key("seq").integer(static_cast<std::int64_t>(each->seq));
    json.key("line").raw(each->text).end_object();
  }
  json.end_array().key("next_page_token");
  page.next_before_seq == 0 ? json.null() : json.text(std::to_string(page.next_before_seq));
  json.key("forgotten").integer(static_cast<std::int64_t>(memory.forgotten()));
  json.key("given_up").integer(static_cast<std::int64_t>(runtime::log::dropped()));
  json.end_object();
  return json_reply(json.take());
}

} // namespace

void add_log_routes(route_table& table) {
  table.add("GET", "/api/logs", user_role::admin,
            [](const call& asked, respond answer) { answer(list_lines(asked)); });
}

} // namespace troupe::actors
