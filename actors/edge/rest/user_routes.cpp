// Operators: admins see, add, change and remove them. No API key does, for what it makes would
// outlive its own revocation.
#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/rest/body.hpp"
#include "actors/edge/rest/routes.hpp"

namespace troupe::actors {

namespace {

void write_user(json_writer& json, const user& known) {
  json.object().key("name").text(known.name).key("role").text(to_text(known.role)).end_object();
}

std::string text_of_user(const user_list& known, std::string_view name) {
  const auto* found = find_user(known, name);
  if (found == nullptr)
    return {};
  json_writer json;
  write_user(json, *found);
  return json.take();
}

void list_users(const route_sources& from, respond answer) {
  from.users->list([answer = std::move(answer)](const result<user_list>& known) {
    if (!known)
      return answer(error_reply(known.failure()));
    json_writer json;
    json.object().key("items").array();
    for (const auto& each : *known)
      write_user(json, each);
    json.end_array().key("next_page_token").null().end_object();
    answer(json_reply(json.take()));
  });
}

bool refuse_to_key(const call& asked, const respond& answer) {
  if (!is_key_session(asked.who.session))
    return false;
  answer(error_reply({"forbidden", "an API key changes no users; log in as an admin"}));
  return true;
}

user_desk::on_done answer_with(std::string name, int status, respond answer) {
  return [name = std::move(name), status,
          answer = std::move(answer)](const result<user_list>& known) {
    answer(known ? json_reply(text_of_user(*known, name), status) : error_reply(known.failure()));
  };
}

void add_user(const route_sources& from, const call& asked, respond answer) {
  if (refuse_to_key(asked, answer))
    return;
  const auto wanted = read_user_wish(asked.body);
  if (!wanted)
    return answer(error_reply(wanted.failure()));
  from.users->add(wanted->name, wanted->role, wanted->password,
                  answer_with(wanted->name, 201, std::move(answer)));
}

void change_user(const route_sources& from, const call& asked, respond answer) {
  if (refuse_to_key(asked, answer))
    return;
  const auto wanted = read_user_change(asked.body);
  if (!wanted)
    return answer(error_reply(wanted.failure()));
  const auto& name = asked.path.at("name");
  const auto role = from.authority->users().role_of(name);
  if (role)
    asked.tell_before(text_of_user({{name, *role, {}}}, name));
  from.users->change(name, wanted->role, wanted->password,
                     answer_with(name, 200, std::move(answer)));
}

void remove_user(const route_sources& from, const call& asked, respond answer) {
  if (refuse_to_key(asked, answer))
    return;
  const auto& name = asked.path.at("name");
  const auto role = from.authority->users().role_of(name);
  if (role)
    asked.tell_before(text_of_user({{name, *role, {}}}, name));
  from.users->remove(name, [from, name, answer = std::move(answer)](
                               const result<user_list>& known) {
    if (!known)
      return answer(error_reply(known.failure()));
    // Who comes by the same name later is somebody else.
    from.second_factors->remove(name, [answer](const result<void>&) { answer(empty_reply(204)); });
  });
}

} // namespace

void add_user_routes(route_table& table, const route_sources& from) {
  const auto handled = [from](auto* by) {
    return [from, by](const call& asked, respond answer) { by(from, asked, std::move(answer)); };
  };
  table.add("GET", "/api/users", user_role::admin,
            [from](const call&, respond answer) { list_users(from, std::move(answer)); });
  table.add("POST", "/api/users", user_role::admin, handled(add_user), request_body::secret);
  table.add("PATCH", "/api/users/{name}", user_role::admin, handled(change_user),
            request_body::secret);
  table.add("DELETE", "/api/users/{name}", user_role::admin, handled(remove_user));
}

} // namespace troupe::actors
