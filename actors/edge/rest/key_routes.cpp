// API keys for machines: admins make, see and revoke them. No key makes or revokes a key, so that a
// stolen one ends with its own revocation.
#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/rest/body.hpp"
#include "actors/edge/rest/routes.hpp"

namespace troupe::actors {

namespace {

void write_members(json_writer& json, const api_key& known) {
  json.key("id").text(known.id).key("name").text(known.name);
  json.key("role").text(to_text(known.role)).key("made_by").text(known.made_by);
  json.key("made_at").time(known.made_s * trading::second_ns);
  json.key("expires_at").time(known.expires_s * trading::second_ns);
}

std::string text_of_key(const api_key& known) {
  json_writer json;
  json.object();
  write_members(json, known);
  json.end_object();
  return json.take();
}

net::http::response list_keys(const route_sources& from) {
  json_writer json;
  json.object().key("items").array();
  for (const auto& [id, known] : from.authority->keys().keys()) {
    json.object();
    write_members(json, known);
    json.end_object();
  }
  json.end_array().key("next_page_token").null().end_object();
  return json_reply(json.take());
}

bool refuse_key(const call& asked, const respond& answer) {
  if (!is_key_session(asked.who.session))
    return false;
  answer(error_reply({"forbidden", "an API key makes and revokes no keys; log in as an admin"}));
  return true;
}

void make_key(const route_sources& from, const call& asked, respond answer) {
  if (refuse_key(asked, answer))
    return;
  const auto wanted = read_key_wish(asked.body);
  if (!wanted)
    return answer(error_reply(wanted.failure()));
  const auto made =
      make_api_key(wanted->name, wanted->role, asked.who.subject, from.now_s(), wanted->days);
  asked.note->after = text_of_key(made.kept);
  from.keys->add(made.kept, [made, answer = std::move(answer)](const result<void>& done) {
    if (!done)
      return answer(error_reply(done.failure()));
    json_writer json;
    json.object();
    write_members(json, made.kept);
    json.key("key").text(made.text).end_object();
    answer(json_reply(json.take(), 201));
  });
}

void revoke_key(const route_sources& from, const call& asked, respond answer) {
  if (refuse_key(asked, answer))
    return;
  const auto& keys = from.authority->keys().keys();
  if (const auto found = keys.find(asked.path.at("id")); found != keys.end())
    asked.tell_before(text_of_key(found->second));
  from.keys->revoke(asked.path.at("id"), [answer = std::move(answer)](const result<void>& done) {
    answer(done ? empty_reply(204) : error_reply(done.failure()));
  });
}

} // namespace

void add_key_routes(route_table& table, const route_sources& from) {
  table.add("GET", "/api/keys", user_role::admin,
            [from](const call&, respond answer) { answer(list_keys(from)); });
  table.add("POST", "/api/keys", user_role::admin, [from](const call& asked, respond answer) {
    make_key(from, asked, std::move(answer));
  });
  table.add("DELETE", "/api/keys/{id}", user_role::admin,
            [from](const call& asked, respond answer) {
              revoke_key(from, asked, std::move(answer));
            });
}

} // namespace troupe::actors
