#include "actors/edge/json/record_json.hpp"
#include "actors/edge/rest/period.hpp"
#include "actors/edge/rest/routes.hpp"

namespace troupe::actors {

namespace {

constexpr std::size_t decisions_default = 100;
constexpr std::size_t decisions_max = 1'000;

result<decision_query> read_decision_query(const call& asked) {
  decision_query wanted;
  if (const auto name = asked.parameter("symbol"); !name.empty()) {
    const auto parsed = trading::symbol::parse(name);
    if (!parsed)
      return parsed.failure();
    wanted.symbol = *parsed;
  }
  if (const auto read = read_period(asked, decisions_default, decisions_max, wanted); !read)
    return read.failure();
  const auto before = asked.page_token_parameter();
  if (!before)
    return before.failure();
  wanted.before_seq = before->value_or(wanted.before_seq);
  return wanted;
}

std::string page_text(const decision_page& page) {
  json_writer json;
  json.object().key("items").array();
  for (const auto& each : page.records)
    write_record(json, *each);
  json.end_array().key("next_page_token");
  page.next_before_seq == 0 ? json.null() : json.text(std::to_string(page.next_before_seq));
  json.end_object();
  return json.take();
}

// What is older than the edge's memory is read from the journal.
void list_decisions(const route_sources& from, const call& asked, respond answer) {
  const auto wanted = read_decision_query(asked);
  if (!wanted)
    return answer(error_reply(wanted.failure()));
  if (const auto page = from.known->decisions().find(*wanted); page.is_whole)
    return answer(json_reply(page_text(page)));
  from.answer_later(
      [past = from.past_records(),
       wanted = *wanted](const replay_desk::should_stop& stop) mutable -> result<std::string> {
        past.stop = stop;
        const auto page = past_decisions(past, wanted);
        return page ? result<std::string>(page_text(*page)) : page.failure();
      },
      std::move(answer));
}

} // namespace

void add_decision_routes(route_table& table, const route_sources& from) {
  table.add("GET", "/api/decisions", user_role::viewer,
            [from](const call& asked, respond answer) {
              list_decisions(from, asked, std::move(answer));
            });
}

} // namespace troupe::actors
