// The edge over real sockets: log in, ask, listen.
#include "net/http/client.hpp"
#include "net/http/server.hpp"
#include "net/websocket/client.hpp"
#include "tests/unit/actors/edge/stand.hpp"

#include <gtest/gtest.h>

namespace troupe::actors::edge_server_test {

namespace {

using nlohmann::json;

class served_edge : public edge_stand {
public:
  served_edge() {
    net::http::server_options options;
    options.port = 0;
    auto started = net::http::server::start(
        lane, options,
        [this](net::http::request asked, respond answer) {
          dispatch->handle(std::move(asked), std::move(answer));
        },
        [this](const net::http::request& asked) { return hub.accept(asked); });
    server = std::move(started).value();
    where = {false, "127.0.0.1", server->port(), {}};
    client.emplace(lane, where, net::http::client_options{});
    bool prepared = false;
    logins.prepare("secret", [&](const auto& done) { prepared = static_cast<bool>(done); });
    run_until([&] { return prepared; });
  }
  ~served_edge() {
    client.reset();
    server.reset();
  }

  template <class Done>
  void run_until(Done done) {
    auto keep_running = boost::asio::make_work_guard(lane);
    lane.restart();
    for (int turn = 0; turn < 20'000 && !done(); ++turn)
      lane.run_one_for(std::chrono::milliseconds(1));
    ASSERT_TRUE(done()) << "waited too long";
  }

  net::http::response fetch(const std::string& method, const std::string& target,
                            const std::string& body = {}, const std::string& token = {}) {
    net::http::request asked;
    asked.method = method;
    asked.target = target;
    asked.body = body;
    if (!token.empty())
      asked.headers = {{"Authorization", "Bearer " + token}};
    std::optional<result<net::http::response>> answer;
    client->send(asked, [&](auto got) { answer.emplace(std::move(got)); });
    run_until([&] { return answer.has_value(); });
    return answer->value();
  }

  json log_in() {
    return json::parse(
        fetch("POST", "/api/login", R"({"username":"admin","password":"secret"})").body);
  }

  std::unique_ptr<net::http::server> server;
  net::http::endpoint where;
  std::optional<net::http::client> client;
};

// A stream's client that keeps what it is told.
struct listener {
  std::shared_ptr<net::websocket::connection> peer;
  std::vector<json> told;
  std::uint16_t closed_with = 0;

  void open(served_edge& edge, const std::string& path,
            net::websocket::client_options options = {}) {
    net::websocket::handlers on;
    on.on_open = [this](auto opened) { peer = std::move(opened); };
    on.on_message = [this](std::string_view text, net::websocket::opcode kind) {
      told.push_back(kind == net::websocket::opcode::text ? json::parse(text)
                                                          : json::from_msgpack(text));
    };
    on.on_close = [this](std::uint16_t code, std::string_view) { closed_with = code; };
    net::websocket::open(edge.lane, edge.where, path, std::move(options), on);
    edge.run_until([this] { return peer != nullptr || closed_with != 0; });
  }
};

} // namespace

TEST(edge_server, logs_in_and_serves_what_the_role_may_see) {
  served_edge edge;
  EXPECT_EQ(edge.fetch("GET", "/api/me").status, 401);
  const auto tokens = edge.log_in();
  EXPECT_EQ(tokens["role"], "admin");
  const auto me = edge.fetch("GET", "/api/me", {}, tokens["token"]);
  EXPECT_EQ(json::parse(me.body)["username"], "admin");
  EXPECT_FALSE(net::http::header_value(me.headers, "X-Request-ID").empty());
  const auto renewed =
      edge.fetch("POST", "/api/refresh", json{{"refresh_token", tokens["refresh_token"]}}.dump());
  EXPECT_EQ(edge.fetch("GET", "/api/me", {}, json::parse(renewed.body)["token"]).status, 200);
  EXPECT_EQ(
      edge.fetch("POST", "/api/refresh", json{{"refresh_token", tokens["token"]}}.dump()).status,
      401);
}

TEST(edge_server, slows_guessing_down) {
  served_edge edge;
  const auto* const guess = R"({"username":"admin","password":"guess"})";
  for (int attempt = 0; attempt < 5; ++attempt)
    EXPECT_EQ(edge.fetch("POST", "/api/login", guess).status, 401);
  const auto slowed = edge.fetch("POST", "/api/login", guess);
  EXPECT_EQ(slowed.status, 429);
  EXPECT_EQ(net::http::header_value(slowed.headers, "Retry-After"), "12");
}

TEST(edge_server, streams_a_snapshot_and_then_what_changes_until_the_logout) {
  served_edge edge;
  tell_story(edge.known);
  tell_books(edge.known);
  const auto tokens = edge.log_in();
  listener client;
  client.open(edge, "/ws/trading");
  client.peer->send_text(json{{"action", "auth"}, {"token", tokens["token"]}}.dump());
  client.peer->send_text(
      R"({"action":"subscribe","channels":["quotes","positions","account","bars","status"]})");
  edge.run_until([&] { return client.told.size() >= 2; });
  EXPECT_EQ(client.told[0]["type"], "subscribed");
  const auto snapshot = client.told[1]["data"];
  EXPECT_EQ(client.told[1]["type"], "snapshot");
  EXPECT_EQ(snapshot["positions"][0]["symbol"], "BTCUSD");
  EXPECT_EQ(snapshot["account"]["cash"], "99000");
  EXPECT_EQ(snapshot["bars"][0]["close"], 100);
  EXPECT_EQ(snapshot["status"]["ready"], false);
  edge.hub.tell(delta_of(bitcoin_quote()));
  edge.run_until([&] { return client.told.size() >= 3; });
  EXPECT_EQ(client.told[2]["type"], "quote");
  EXPECT_EQ(client.told[2]["seq"], 3);
  edge.fetch("POST", "/api/logout", {}, tokens["token"]);
  edge.run_until([&] { return client.closed_with != 0 && edge.hub.size() == 0; });
  EXPECT_EQ(client.closed_with, 1008);
}

TEST(edge_server, streams_messagepack_to_those_who_offer_it) {
  served_edge edge;
  listener client;
  client.open(edge, "/api/stream",
              {.headers = {{"Authorization", "Bearer " + edge.token_of(user_role::viewer)},
                           {"Sec-WebSocket-Protocol", "msgpack"}}});
  client.peer->send_text(R"({"action":"subscribe","channels":["orders"]})");
  edge.run_until([&] { return client.told.size() >= 2; });
  EXPECT_EQ(client.told[1]["type"], "snapshot");
}

TEST(edge_server, goes_on_with_a_stream_whose_connection_broke_off) {
  served_edge edge;
  const std::vector<net::http::header> viewer{
      {"Authorization", "Bearer " + edge.token_of(user_role::viewer)}};
  listener first;
  first.open(edge, "/ws/trading", {.headers = viewer});
  first.peer->send_text(R"({"action":"subscribe","channels":["quotes"]})");
  edge.run_until([&] { return first.told.size() >= 2; });
  const std::string stream = first.told[0]["data"]["stream"];
  edge.hub.tell(delta_of(bitcoin_quote()));
  edge.run_until([&] { return first.told.size() >= 3; });
  first.peer->close(4000, "as if it broke off");
  edge.run_until([&] { return edge.hub.size() == 0; });
  EXPECT_EQ(edge.hub.detached(), 1u);
  edge.hub.tell(delta_of(bitcoin_quote()));
  const auto resume = json{{"action", "resume"}, {"stream", stream}, {"seq", 2}}.dump();

  listener stranger;
  stranger.open(edge, "/ws/trading",
                {.headers = {{"Authorization",
                              "Bearer " + edge.authority
                                              .issue({"eve", user_role::admin, ""}, edge.now_s())
                                              .access}}});
  stranger.peer->send_text(resume);
  edge.run_until([&] { return stranger.told.size() >= 1; });
  EXPECT_EQ(stranger.told[0]["data"]["code"], "cannot_resume");

  listener second;
  second.open(edge, "/ws/trading", {.headers = viewer});
  second.peer->send_text(resume);
  edge.run_until([&] { return second.told.size() >= 2; });
  EXPECT_EQ(second.told[0]["seq"], 3);
  EXPECT_EQ(second.told[1]["seq"], 4);
  edge.hub.tell(delta_of(bitcoin_quote()));
  edge.run_until([&] { return second.told.size() >= 3; });
  EXPECT_EQ(second.told[2]["seq"], 5);

  listener third; // before the second one was missed
  third.open(edge, "/ws/trading", {.headers = viewer});
  third.peer->send_text(resume);
  edge.run_until([&] { return third.told.size() >= 3 && second.closed_with != 0; });
  EXPECT_EQ(third.told[2]["seq"], 5);
  third.peer->close(1000, "good-bye");
  edge.run_until([&] { return edge.hub.size() == 1; });
  EXPECT_EQ(edge.hub.detached(), 0u) << "who says good-bye does not come back";
}

TEST(edge_server, forgets_a_stream_that_nobody_comes_back_for) {
  served_edge edge;
  for (std::size_t index = 0; index < 3; ++index) {
    listener client;
    client.open(edge, "/ws/trading",
                {.headers = {{"Authorization", "Bearer " + edge.token_of(user_role::viewer)}}});
    client.peer->send_text(R"({"action":"subscribe","channels":["quotes"]})");
    edge.run_until([&] { return client.told.size() >= 2; });
    client.peer->close(4000, "");
    edge.run_until([&] { return edge.hub.size() == 0; });
  }
  EXPECT_EQ(edge.hub.detached(), 3u);
  edge.clock.advance(stream_hub::resume_ns);
  edge.hub.on_time();
  EXPECT_EQ(edge.hub.detached(), 0u);
}

TEST(edge_server, opens_no_stream_elsewhere_or_for_a_false_token) {
  served_edge edge;
  listener elsewhere;
  elsewhere.open(edge, "/ws/other");
  EXPECT_EQ(elsewhere.peer, nullptr);
  listener forged;
  forged.open(edge, "/ws/trading", {.headers = {{"Authorization", "Bearer forged"}}});
  EXPECT_EQ(forged.peer, nullptr);
  EXPECT_EQ(edge.hub.size(), 0u);
}

} // namespace troupe::actors::edge_server_test
