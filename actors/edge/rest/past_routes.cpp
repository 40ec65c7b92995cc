// GET /api/state?at=, GET /api/analytics/parity?date= and POST /api/replay: the past, and what it
// might have been.
#include "actors/edge/replay_desk.hpp"
#include "actors/edge/rest/body.hpp"
#include "actors/edge/rest/routes.hpp"
#include "actors/replay/counterfactual.hpp"
#include "actors/replay/parity_replay.hpp"
#include "actors/replay/state_json.hpp"

#include <utility>

namespace troupe::actors {

namespace {

replay_request request_of(const route_sources& from) {
  replay_request asked;
  const auto& settings = *from.settings;
  asked.folder = from.journal_folder();
  asked.fallback = settings;
  asked.last_seq = from.last_seq();
  return asked;
}

void show_state(const route_sources& from, const call& asked, respond answer) {
  const auto at = asked.time_parameter("at");
  if (!at)
    return answer(error_reply(at.failure()));
  auto wanted = request_of(from);
  wanted.until = *at;
  from.answer_later(
      [wanted](const replay_desk::should_stop& stop) mutable -> result<std::string> {
        wanted.stop = stop;
        const auto past = replay_journal(wanted);
        if (!past)
          return past.failure();
        json_writer json;
        write_state(json, *past);
        return json.take();
      },
      std::move(answer));
}

void show_parity(const route_sources& from, const call& asked, respond answer) {
  std::optional<std::chrono::sys_days> day;
  if (const auto text = asked.parameter("date"); !text.empty()) {
    const auto parsed = parse_day(text);
    if (!parsed)
      return answer(error_reply({"invalid_parameter", "date: " + parsed.failure().message}));
    day = *parsed;
  }
  auto wanted = request_of(from);
  from.answer_later(
      [wanted, day](const replay_desk::should_stop& stop) mutable -> result<std::string> {
        wanted.stop = stop;
        const auto report = replay_parity(wanted, day);
        if (!report)
          return report.failure();
        json_writer json;
        write_parity(json, *report);
        return json.take();
      },
      std::move(answer));
}

void replay_past(const route_sources& from, const call& asked, respond answer) {
  auto body = read_replay(asked.body);
  if (!body)
    return answer(error_reply(body.failure()));
  asked.note->after = "null"; // it changes nothing
  counterfactual_request wanted{request_of(from), body->from, std::move(body->settings)};
  wanted.past.until = body->to;
  from.answer_later(
      [wanted](const replay_desk::should_stop& stop) mutable -> result<std::string> {
        wanted.past.stop = stop;
        const auto found = replay_otherwise(wanted);
        if (!found)
          return found.failure();
        json_writer json;
        write_counterfactual(json, *found);
        return json.take();
      },
      std::move(answer));
}

} // namespace

void add_past_routes(route_table& table, const route_sources& from) {
  table.add("GET", "/api/state", user_role::viewer,
            [from](const call& asked, respond answer) {
              show_state(from, asked, std::move(answer));
            });
  table.add("GET", "/api/analytics/parity", user_role::viewer,
            [from](const call& asked, respond answer) {
              show_parity(from, asked, std::move(answer));
            });
  table.add("POST", "/api/replay", user_role::trader,
            [from](const call& asked, respond answer) {
              replay_past(from, asked, std::move(answer));
            });
}

} // namespace troupe::actors
