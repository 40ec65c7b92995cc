#include "actors/edge/rest/dispatcher.hpp"

#include "actors/edge/auth/cookie.hpp"
#include "trading/matching/identifier.hpp"

#include <utility>

namespace troupe::actors {

namespace {

net::http::response refuse_method(const no_such_method& why) {
  auto reply =
      error_reply({"method_not_allowed", "this path takes " + why.allowed + " and nothing else"});
  reply.headers.push_back({"Allow", why.allowed});
  return reply;
}

net::http::response refuse_role(const route& wanted, const token_claims& who) {
  return error_reply({"forbidden", wanted.method + " " + wanted.pattern + " needs the role " +
                                       std::string(to_text(wanted.needed)) + "; " + who.subject +
                                       " is " + std::string(to_text(who.role))});
}

net::http::response slow_down(std::string_view whom, std::int64_t wait_ns) {
  auto reply = error_reply({"rate_limited", "too many requests of this " + std::string(whom)});
  const auto wait_s = (wait_ns + trading::second_ns - 1) / trading::second_ns;
  reply.headers.push_back({"Retry-After", std::to_string(wait_s)});
  return reply;
}

std::string_view code_of(int status) {
  switch (status) {
  case 404:
    return "not_found";
  case 408:
    return "request_timeout";
  case 413:
    return "body_too_large";
  case 431:
    return "header_too_large";
  case 503:
    return "too_many_connections";
  default:
    return "malformed_request";
  }
}

} // namespace

dispatcher::dispatcher(route_table routes, const token_authority& authority,
                       const runtime::process_clock& clock, std::uint64_t seed,
                       on_answered answered, const access_terms& terms)
    : routes_(std::move(routes)), authority_(authority), clock_(clock), seed_(seed),
      answered_(std::move(answered)), tls_(terms.tls), by_address_(terms.address_requests_per_s),
      by_user_(terms.user_requests_per_s) {}

// Of every answer. A page that has a policy of its own has named it already.
void dispatcher::add_headers(net::http::response& reply, const std::string& id) const {
  reply.headers.push_back({"X-Request-ID", id});
  reply.headers.push_back({"X-Content-Type-Options", "nosniff"});
  reply.headers.push_back({"X-Frame-Options", "DENY"});
  reply.headers.push_back({"Cross-Origin-Resource-Policy", "same-origin"});
  if (net::http::header_value(reply.headers, "Referrer-Policy").empty())
    reply.headers.push_back({"Referrer-Policy", "no-referrer"});
  if (net::http::header_value(reply.headers, "Content-Security-Policy").empty())
    reply.headers.push_back(
        {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"});
  if ((reply.status == 429 || reply.status == 503) &&
      net::http::header_value(reply.headers, "Retry-After").empty())
    reply.headers.push_back({"Retry-After", "1"});
  if (tls_)
    reply.headers.push_back({"Strict-Transport-Security", "max-age=31536000"});
}

result<token_claims> dispatcher::authenticate(const net::http::request& asked) const {
  constexpr std::string_view scheme = "Bearer ";
  const auto given = net::http::header_value(asked.headers, "Authorization");
  const auto now_s = clock_.utc_ns() / trading::second_ns;
  if (const auto kept = cookie_value(asked.headers, access_cookie);
      !kept.empty() && given.empty()) {
    if (asked.method != "GET" && asked.method != "HEAD" && !is_same_origin(asked.headers))
      return foreign_origin();
    return authority_.check(kept, token_use::access, now_s);
  }
  if (!given.starts_with(scheme))
    return error{"unauthenticated", "log in at POST /api/login and send its token as "
                                    "\"Authorization: Bearer TOKEN\""};
  return authority_.check(given.substr(scheme.size()), token_use::access, now_s);
}

std::string dispatcher::next_id() {
  return trading::make_identifier(seed_, trading::identifier_kind::request, ++requests_);
}

void dispatcher::dress(net::http::response& reply) {
  add_headers(reply, next_id());
}

net::http::response dispatcher::refuse(int status, std::string_view message) {
  auto reply = error_reply(status, {std::string(code_of(status)), std::string(message)});
  dress(reply);
  return reply;
}

std::optional<net::http::response> dispatcher::refuse_too_many(const std::string& address) {
  const auto wait_ns = by_address_.wait_ns(client_of(address), clock_.steady_ns());
  if (wait_ns == 0)
    return std::nullopt;
  auto reply = slow_down("address", wait_ns);
  dress(reply);
  if (answered_)
    answered_(reply.status);
  return reply;
}

void dispatcher::handle(net::http::request asked, respond answer) {
  if (auto refused = refuse_too_many(asked.remote_address))
    return answer(std::move(*refused));
  const auto id = next_id();
  const respond with_id = [this, id, answer = std::move(answer)](net::http::response reply) {
    add_headers(reply, id);
    if (answered_)
      answered_(reply.status);
    answer(std::move(reply));
  };
  const auto parts = net::http::split_target(asked.target);
  const auto match = routes_.find(asked.method, parts.segments);
  if (const auto* found = std::get_if<matched_route>(&match))
    run(*found, std::move(asked), id, with_id);
  else if (const auto* other = std::get_if<no_such_method>(&match))
    with_id(refuse_method(*other));
  else
    with_id(error_reply({"not_found", "there is nothing at this path"}));
}

respond dispatcher::remembered(const net::http::request& asked, const std::string& user,
                               respond answer) {
  const std::string key(net::http::header_value(asked.headers, "Idempotency-Key"));
  if (key.empty() || asked.method == "GET" || asked.method == "HEAD")
    return answer;
  const auto known = answers_.begin(user, key, asked, clock_.steady_ns());
  if (!known) {
    answer(error_reply(known.failure()));
    return {};
  }
  if (*known) {
    auto again = **known;
    again.headers.push_back({"Idempotency-Replayed", "true"});
    answer(std::move(again));
    return {};
  }
  return [this, user, key, answer = std::move(answer)](net::http::response reply) {
    answers_.finish(user, key, reply);
    answer(std::move(reply));
  };
}

respond dispatcher::audited(const route& wanted, const call& asked, const std::string& id,
                            respond answer) const {
  if (wanted.method == "GET" || !on_write_)
    return answer;
  audit_entry entry{clock_.utc_ns(), id, asked.who.subject, asked.who.role, asked.remote_address};
  entry.method = wanted.method;
  entry.path = asked.target;
  const bool is_session = wanted.needed < user_role::trader; // tokens go to and fro
  if (!is_session && wanted.body == request_body::plain)
    entry.asked = asked.body;
  return [this, entry = std::move(entry), is_session, note = asked.note,
          answer = std::move(answer)](net::http::response reply) mutable {
    entry.status = reply.status;
    if (!note->who.empty())
      entry.who = note->who;
    entry.before = note->before;
    entry.after = !note->after.empty() ? note->after : is_session ? std::string() : reply.body;
    if (!entry.who.empty() && reply.status != 401 && reply.status != 429)
      on_write_(entry);
    answer(std::move(reply));
  };
}

void dispatcher::run(const matched_route& match, net::http::request asked, const std::string& id,
                     const respond& answer) {
  call wanted;
  wanted.note = std::make_shared<audit_note>();
  wanted.path = match.path;
  wanted.query = net::http::split_target(asked.target).query;
  wanted.target = asked.target;
  wanted.remote_address = asked.remote_address;
  wanted.who.role = user_role::nobody;
  if (match.found->needed != user_role::nobody) {
    auto who = authenticate(asked);
    if (!who)
      return answer(error_reply(who.failure()));
    wanted.who = std::move(*who);
    if (const auto wait_ns = by_user_.wait_ns(wanted.who.subject, clock_.steady_ns()); wait_ns > 0)
      return answer(slow_down("user", wait_ns));
    if (wanted.who.role < match.found->needed)
      return audited(*match.found, wanted, id, answer)(refuse_role(*match.found, wanted.who));
    if (match.found->guarded && guard_ && !is_key_session(wanted.who.session))
      if (const auto passed = guard_(wanted.who); !passed)
        return audited(*match.found, wanted, id, answer)(error_reply(passed.failure()));
  }
  const auto told = match.found->needed == user_role::nobody
                        ? answer
                        : remembered(asked, wanted.who.subject, answer);
  if (!told)
    return;
  wanted.body = std::move(asked.body);
  wanted.headers = std::move(asked.headers);
  if (on_parameter_)
    wanted.on_parameter = [this, route = match.found](std::string_view name) {
      on_parameter_(*route, name);
    };
  match.found->handler(wanted, audited(*match.found, wanted, id, told));
}

} // namespace troupe::actors
