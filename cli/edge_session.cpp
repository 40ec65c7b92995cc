#include "cli/edge_session.hpp"

#include "net/http/client.hpp"
#include "persistence/private_file.hpp"

#include <boost/asio/io_context.hpp>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace troupe::cli {

namespace {

using nlohmann::json;

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

std::string first_of(std::initializer_list<std::string> values) {
  for (const auto& each : values)
    if (!each.empty())
      return each;
  return {};
}

result<std::string> find_password() {
  auto given = first_of({variable("TROUPE_PASSWORD"), variable("TROUPE_ADMIN_PASSWORD")});
  if (!given.empty())
    return given;
  const std::filesystem::path home = first_of({variable("TROUPE_HOME"), "./var"});
  auto kept = persistence::read_private_file(home / "admin-password");
  if (!kept)
    return error{"no_credentials",
                 "no way to log in: set TROUPE_TOKEN, or TROUPE_USER and TROUPE_PASSWORD, or run "
                 "where " +
                     (home / "admin-password").string() + " can be read (TROUPE_HOME)"};
  return kept->substr(0, kept->find('\n'));
}

// What the edge says is wrong, in its own words.
error refusal_in(const net::http::response& reply) {
  const auto body = json::parse(reply.body, nullptr, false);
  const auto status = std::to_string(reply.status);
  if (!body.is_object() || !body.contains("error") || !body["error"].is_object())
    return {"unexpected_answer", "the edge answered " + status + "; is this URL troupe's?"};
  const auto& told = body["error"];
  return {told.value("code", "unexpected_answer"), told.value("message", "") + " (" + status + ")"};
}

result<json> body_of(const net::http::response& reply) {
  if (reply.status >= 300)
    return refusal_in(reply);
  auto body = reply.body.empty() ? json() : json::parse(reply.body, nullptr, false);
  if (body.is_discarded())
    return error{"unexpected_answer", "the edge answered no JSON; is this URL troupe's?"};
  return body;
}

} // namespace

result<net::http::response> fetch(const net::http::endpoint& where, net::http::request asked) {
  boost::asio::io_context io(1);
  std::optional<result<net::http::response>> answer;
  net::http::client client(io, where, {});
  client.send(std::move(asked), [&](result<net::http::response> got) {
    answer.emplace(std::move(got));
    io.stop();
  });
  io.run();
  if (!answer)
    return error{"client_stopped", "no answer from " + where.authority()};
  return std::move(*answer);
}

result<edge_session> edge_session::begin(const std::string& url) {
  auto where = net::http::endpoint::parse(url);
  if (!where)
    return where.failure();
  if (auto token = variable("TROUPE_TOKEN"); !token.empty())
    return edge_session(std::move(*where), std::move(token));
  const auto password = find_password();
  if (!password)
    return password.failure();
  const json login{{"username", first_of({variable("TROUPE_USER"), "admin"})},
                   {"password", *password}};
  edge_session session(std::move(*where), {});
  const auto tokens = session.ask("POST", "/api/login", login.dump());
  if (!tokens)
    return tokens.failure();
  session.token_ = tokens->value("token", "");
  return session;
}

result<json> edge_session::ask(std::string_view method, std::string_view path,
                               std::string body) const {
  net::http::request asked;
  asked.method = method;
  asked.target = path;
  asked.body = std::move(body);
  asked.headers = {{"Content-Type", "application/json"}};
  if (!token_.empty())
    asked.headers.push_back({"Authorization", "Bearer " + token_});
  const auto reply = fetch(where_, std::move(asked));
  if (!reply)
    return reply.failure();
  return body_of(*reply);
}

} // namespace troupe::cli
