#include "actors/edge/auth/cookie.hpp"
#include "actors/edge/json/json_writer.hpp"
#include "actors/edge/rest/body.hpp"
#include "actors/edge/rest/routes.hpp"

namespace troupe::actors {

namespace {

net::http::response show_tokens(const token_pair& made, user_role role) {
  json_writer json;
  json.object().key("token").text(made.access).key("refresh_token").text(made.refresh);
  json.key("expires_at").time(made.access_expires_s * trading::second_ns);
  json.key("role").text(to_text(role)).end_object();
  return json_reply(json.take());
}

void take_cookies_away(net::http::response& reply, bool secure) {
  reply.headers.push_back(set_cookie(access_cookie, "", 0, secure));
  reply.headers.push_back(set_cookie(refresh_cookie, "", 0, secure));
}

// For a page: the tokens where no script reads them.
net::http::response set_tokens(const token_pair& made, user_role role, bool secure) {
  json_writer json;
  json.object().key("expires_at").time(made.access_expires_s * trading::second_ns);
  json.key("role").text(to_text(role)).end_object();
  auto reply = json_reply(json.take());
  reply.headers.push_back(set_cookie(access_cookie, made.access, access_lifetime_s, secure));
  reply.headers.push_back(set_cookie(refresh_cookie, made.refresh, refresh_lifetime_s, secure));
  return reply;
}

// A proxy that has TLS says so.
bool is_secure(const route_sources& from, const call& asked) {
  return !from.settings->edge.tls_certificate.empty() ||
         asked.header("X-Forwarded-Proto") == "https";
}

net::http::response tell_tokens(const token_pair& made, user_role role, bool cookie, bool secure) {
  return cookie ? set_tokens(made, role, secure) : show_tokens(made, role);
}

net::http::response refuse_until(std::int64_t wait_ns) {
  auto reply =
      error_reply({"rate_limited", "too many failed logins from this address; wait and try again"});
  const auto wait_s = (wait_ns + trading::second_ns - 1) / trading::second_ns;
  reply.headers.push_back({"Retry-After", std::to_string(wait_s)});
  return reply;
}

void log_in(const route_sources& from, const call& asked, respond answer) {
  const auto given = read_login(asked.body);
  if (!given)
    return answer(error_reply(given.failure()));
  const auto wait = from.login_tries->wait_ns(asked.remote_address, from.clock->steady_ns());
  if (wait > 0)
    return answer(refuse_until(wait));
  asked.note->who = given->username;
  from.logins->check_password(
      given->username, given->password,
      [from, address = asked.remote_address, cookie = given->cookie,
       secure = is_secure(from, asked), answer = std::move(answer)](const result<user>& found) {
        if (!found)
          return answer(error_reply(found.failure()));
        from.login_tries->give_back(address);
        from.authority->users().welcome(*found);
        answer(tell_tokens(from.authority->issue(*found, from.now_s()), found->role, cookie,
                           secure));
      });
}

void refresh(const route_sources& from, const call& asked, respond answer) {
  const std::string kept(asked.body.empty() ? cookie_value(asked.headers, refresh_cookie)
                                            : std::string_view());
  if (!kept.empty() && !is_same_origin(asked.headers))
    return answer(error_reply(foreign_origin()));
  const auto token = kept.empty() ? read_refresh_token(asked.body) : result<std::string>(kept);
  if (!token)
    return answer(error_reply(token.failure()));
  const auto claims = from.authority->redeem(*token, from.now_s(), from.on_session_end);
  if (!claims)
    return answer(error_reply(claims.failure()));
  asked.note->who = claims->subject;
  auto renew = [from, cookie = !kept.empty(), secure = is_secure(from, asked)](
                   const token_claims& by, respond told) {
    from.logins->look_up(by.subject, [from, session = by.session, cookie, secure,
                                      told = std::move(told)](const result<user>& found) {
      if (!found)
        return told(error_reply(found.failure()));
      from.authority->users().welcome(*found);
      told(tell_tokens(from.authority->renew(*found, session, from.now_s()), found->role, cookie,
                       secure));
    });
  };
  from.facts->claim(claims->id, claims->expires_s,
                    [from, by = *claims, renew, answer = std::move(answer)](bool first) {
                      if (first)
                        return renew(by, answer);
                      from.authority->end_session(by.session, from.now_s());
                      from.on_session_end(by.session);
                      answer(error_reply(token_authority::redeemed_before()));
                    });
}

net::http::response show_user(const token_claims& who) {
  json_writer json;
  json.object().key("username").text(who.subject).key("role").text(to_text(who.role));
  json.key("expires_at").time(who.expires_s * trading::second_ns).end_object();
  return json_reply(json.take());
}

} // namespace

void add_login_routes(route_table& table, const route_sources& from) {
  table.add("POST", "/api/login", user_role::nobody,
            [from](const call& asked, respond answer) { log_in(from, asked, std::move(answer)); });
  table.add("POST", "/api/refresh", user_role::nobody,
            [from](const call& asked, respond answer) { refresh(from, asked, std::move(answer)); });
  table.add("POST", "/api/logout", user_role::viewer, [from](const call& asked, respond answer) {
    if (is_key_session(asked.who.session))
      return answer(error_reply({"forbidden", "an API key has no session to end; revoke it at "
                                              "DELETE /api/keys/{id}"}));
    from.authority->end_session(asked.who.session, from.now_s());
    from.on_session_end(asked.who.session);
    auto reply = empty_reply(204);
    take_cookies_away(reply, is_secure(from, asked));
    answer(std::move(reply));
  });
  table.add("GET", "/api/me", user_role::viewer,
            [](const call& asked, respond answer) { answer(show_user(asked.who)); });
}

} // namespace troupe::actors
