// The second factor of who is asking: seen, enrolled, passed, removed; and what asks for it.
#include "actors/edge/auth/time_code.hpp"
#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/rest/json_members.hpp"
#include "actors/edge/rest/routes.hpp"

namespace troupe::actors {

namespace {

constexpr auto* enrolled_text = R"({"second_factor":"enrolled"})";

std::string state_text(bool enrolled, std::int64_t until_s) {
  json_writer json;
  json.object().key("enrolled").flag(enrolled).key("passed_until");
  until_s == 0 ? json.null() : json.time(until_s * trading::second_ns);
  json.end_object();
  return json.take();
}

bool refuse_machine(const call& asked, const respond& answer) {
  if (!is_key_session(asked.who.session))
    return false;
  answer(error_reply({"forbidden", "an API key has no second factor; log in as a user"}));
  return true;
}

void show_state(const route_sources& from, const call& asked, const respond& answer) {
  if (refuse_machine(asked, answer))
    return;
  const auto& factors = *from.second_factors;
  answer(json_reply(state_text(factors.is_enrolled(asked.who.subject),
                               factors.passed_until_s(asked.who.session, from.now_s()))));
}

void propose_secret(const route_sources& from, const call& asked, const respond& answer) {
  if (refuse_machine(asked, answer))
    return;
  const auto secret = from.second_factors->propose(asked.who.subject, from.now_s());
  if (!secret)
    return answer(error_reply(secret.failure()));
  json_writer json;
  json.object().key("secret").text(*secret);
  json.key("uri").text(enrolment_uri(asked.who.subject, *secret)).end_object();
  answer(json_reply(json.take(), 201));
}

net::http::response wait_for_next_code(std::int64_t wait_ns) {
  auto reply = error_reply({"rate_limited", "too many wrong codes; wait and try again"});
  const auto wait_s = (wait_ns + trading::second_ns - 1) / trading::second_ns;
  reply.headers.push_back({"Retry-After", std::to_string(wait_s)});
  return reply;
}

void pass_code(const route_sources& from, const call& asked, respond answer) {
  if (refuse_machine(asked, answer))
    return;
  const auto object = read_object(asked.body);
  if (!object)
    return answer(error_reply(object.failure()));
  const auto code = text_of(*object, "code");
  if (code.empty())
    return answer(error_reply({"invalid_body", "give the code: {\"code\":\"123456\"}"}));
  const auto wait = from.second_factors->wait_ns(asked.who.subject, from.clock->steady_ns());
  if (wait > 0)
    return answer(wait_for_next_code(wait));
  from.second_factors->pass(
      asked.who, code, from.now_s(),
      [note = asked.note, answer = std::move(answer)](const auto& done) {
        if (!done)
          return answer(error_reply(done.failure()));
        if (done->is_new)
          note->after = enrolled_text;
        answer(json_reply(state_text(true, done->until_s)));
      });
}

void remove_factor(const route_sources& from, const call& asked, respond answer) {
  if (refuse_machine(asked, answer))
    return;
  if (from.second_factors->is_enrolled(asked.who.subject))
    asked.tell_before(enrolled_text);
  from.second_factors->remove(asked.who.subject,
                              [answer = std::move(answer)](const result<void>& done) {
                                answer(done ? empty_reply(204) : error_reply(done.failure()));
                              });
}

} // namespace

void add_second_factor_routes(route_table& table, const route_sources& from) {
  const auto handled = [from](auto* by) {
    return [from, by](const call& asked, respond answer) { by(from, asked, std::move(answer)); };
  };
  table.add("GET", "/api/second-factor", user_role::viewer,
            [from](const call& asked, const respond& answer) { show_state(from, asked, answer); });
  table.add("POST", "/api/second-factor/secret", user_role::viewer,
            [from](const call& asked, const respond& answer) {
              propose_secret(from, asked, answer);
            });
  table.add("POST", "/api/second-factor", user_role::viewer, handled(pass_code));
  table.add("DELETE", "/api/second-factor", user_role::viewer, handled(remove_factor));
}

// Orders, limits, what else moves limits or sizes, and whatever would open a way around it. What
// only takes risk away (halt, cancels, closings) never waits for a code.
void guard_by_second_factor(route_table& table) {
  for (const auto* pattern : {"/api/orders", "/api/crypto/orders", "/api/users", "/api/keys",
                              "/api/second-factor/secret"})
    table.guard("POST", pattern);
  for (const auto* pattern : {"/api/orders/{id}", "/api/risk/limits", "/api/config", "/api/flags",
                              "/api/strategies/{name}", "/api/users/{name}"})
    table.guard("PATCH", pattern);
  for (const auto* pattern : {"/api/users/{name}", "/api/second-factor"})
    table.guard("DELETE", pattern);
}

} // namespace troupe::actors
