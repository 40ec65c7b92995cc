// Sessions that are renewed, kept in cookies, and writes that are sent twice.
#include "actors/edge/auth/cookie.hpp"
#include "actors/edge/auth/first_user.hpp"
#include "tests/unit/actors/edge/stand.hpp"

#include <gtest/gtest.h>

namespace troupe::actors::session_test {

namespace {

using nlohmann::json;
using net::http::header_value;

class session_stand : public edge_stand {
public:
  session_stand() { EXPECT_TRUE(ensure_admin(home.path(), "a long password")); }

  // For what is answered from the thread that checks passwords.
  net::http::response wait_for(
      const std::shared_ptr<std::optional<net::http::response>>& answer) {
    const auto keep_running = boost::asio::make_work_guard(lane);
    lane.restart();
    for (int turn = 0; turn < 20'000 && !answer->has_value(); ++turn)
      lane.run_one_for(std::chrono::milliseconds(1));
    return answer->value();
  }

  net::http::response log_in(bool cookie) {
    return wait_for(send("POST", "/api/login", {},
                         json{{"username", "admin"},
                              {"password", "a long password"},
                              {"cookie", cookie}}
                             .dump()));
  }

  net::http::response refresh(const std::string& token) {
    return wait_for(send("POST", "/api/refresh", {}, json{{"refresh_token", token}}.dump()));
  }

  int status_of_me(const std::string& token) { return (*send("GET", "/api/me", token))->status; }
};

// What a browser would send from now on.
std::string cookies_of(const net::http::response& reply) {
  std::string pairs;
  for (const auto& each : reply.headers)
    if (each.name == "Set-Cookie")
      pairs += (pairs.empty() ? "" : "; ") + each.value.substr(0, each.value.find(';'));
  return pairs;
}

std::vector<net::http::header> from_page(const std::string& cookies, const std::string& origin) {
  return {{"Host", "127.0.0.1:9000"}, {"Cookie", cookies}, {"Origin", origin}};
}

const std::string own_page = "http://127.0.0.1:9000";
const std::string order = R"({"symbol":"BTCUSD","qty":"1","side":"buy","type":"market"})";

} // namespace

TEST(refresh_token, is_good_once_and_ends_the_session_when_it_comes_again) {
  session_stand stand;
  const auto first = json::parse(stand.log_in(false).body);
  const auto second = json::parse(stand.refresh(first["refresh_token"]).body);
  EXPECT_EQ(stand.status_of_me(second["token"]), 200);
  const auto stolen = stand.refresh(first["refresh_token"]);
  EXPECT_EQ(stolen.status, 401);
  EXPECT_EQ(error_code(stolen), "session_ended");
  EXPECT_EQ(stand.status_of_me(second["token"]), 401) << "with every token of the session";
  EXPECT_EQ(stand.refresh(second["refresh_token"]).status, 401);
  EXPECT_EQ(stand.status_of_me(json::parse(stand.log_in(false).body)["token"]), 200);
}

TEST(cookie_session, keeps_its_tokens_from_every_script) {
  session_stand stand;
  const auto reply = stand.log_in(true);
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body.find("token"), std::string::npos) << reply.body;
  int cookies = 0;
  for (const auto& each : reply.headers)
    if (each.name == "Set-Cookie") {
      ++cookies;
      EXPECT_NE(each.value.find("; HttpOnly; SameSite=Strict"), std::string::npos) << each.value;
    }
  EXPECT_EQ(cookies, 2);
  const auto me = stand.send("GET", "/api/me", {}, {}, from_page(cookies_of(reply), ""));
  EXPECT_EQ((*me)->status, 200);
}

TEST(cookie_session, writes_only_from_a_page_of_this_server) {
  session_stand stand;
  const auto cookies = cookies_of(stand.log_in(true));
  for (const auto* origin : {"", "null", "http://evil.example", "http://127.0.0.1:9001",
                             "http://evil.example/127.0.0.1:9000"}) {
    const auto forged =
        stand.send("POST", "/api/risk/halt", {}, {}, from_page(cookies, origin));
    EXPECT_EQ((*forged)->status, 403) << origin;
    EXPECT_EQ(error_code(**forged), "foreign_origin");
    const auto renewed = stand.send("POST", "/api/refresh", {}, {}, from_page(cookies, origin));
    EXPECT_EQ((*renewed)->status, 403) << origin;
    net::http::request stream{"GET", "/ws/trading", from_page(cookies, origin), {}, {}};
    const auto opened = stand.hub.accept(stream);
    ASSERT_TRUE(std::holds_alternative<net::http::response>(opened)) << origin;
    EXPECT_EQ(std::get<net::http::response>(opened).status, 403);
  }
  EXPECT_TRUE(stand.commands.empty());
  stand.send("POST", "/api/risk/halt", {}, {}, from_page(cookies, own_page));
  EXPECT_EQ(stand.commands.size(), 1u);
  net::http::request stream{"GET", "/ws/trading", from_page(cookies, own_page), {}, {}};
  EXPECT_TRUE(std::holds_alternative<net::websocket::handlers>(stand.hub.accept(stream)));
}

TEST(cookie_session, is_renewed_and_taken_away_in_cookies) {
  session_stand stand;
  const auto cookies = cookies_of(stand.log_in(true));
  const auto renewed =
      stand.wait_for(stand.send("POST", "/api/refresh", {}, {}, from_page(cookies, own_page)));
  EXPECT_EQ(renewed.status, 200);
  EXPECT_EQ(renewed.body.find("token"), std::string::npos);
  const auto fresh = cookies_of(renewed);
  const auto left = stand.send("POST", "/api/logout", {}, {}, from_page(fresh, own_page));
  EXPECT_EQ((*left)->status, 204);
  EXPECT_EQ(cookies_of(**left), "troupe_access=; troupe_refresh=");
  EXPECT_EQ((*stand.send("GET", "/api/me", {}, {}, from_page(fresh, "")))->status, 401);
}

TEST(idempotency_key, carries_a_write_out_once_and_gives_the_same_answer) {
  edge_stand stand;
  const auto token = stand.token_of(user_role::trader);
  const std::vector<net::http::header> keyed{{"Idempotency-Key", "order-1"}};
  const auto first = stand.send("POST", "/api/orders", token, order, keyed);
  const auto hasty = stand.send("POST", "/api/orders", token, order, keyed);
  EXPECT_EQ((*hasty)->status, 409);
  EXPECT_EQ(error_code(**hasty), "request_under_way");
  trading::order placed;
  placed.request = stand.orders.at(0).request;
  stand.desk.accept({stand.orders[0].request_id, {}, {}, placed, {}});
  const auto again = stand.send("POST", "/api/orders", token, order, keyed);
  EXPECT_EQ((*again)->body, (*first)->body);
  EXPECT_EQ(header_value((*again)->headers, "Idempotency-Replayed"), "true");
  EXPECT_NE(header_value((*again)->headers, "X-Request-ID"),
            header_value((*first)->headers, "X-Request-ID"));
  EXPECT_EQ(stand.orders.size(), 1u);
  const auto other = stand.send("POST", "/api/orders", token,
                                R"({"symbol":"AAPL","qty":"1","side":"buy","type":"market"})",
                                keyed);
  EXPECT_EQ((*other)->status, 422);
  EXPECT_EQ(error_code(**other), "idempotency_key_reused");
}

TEST(idempotency_key, may_be_sent_again_after_an_answer_that_says_nothing_was_done) {
  edge_stand stand;
  const auto token = stand.token_of(user_role::trader);
  const std::vector<net::http::header> keyed{{"Idempotency-Key", "order-1"}};
  stand.takes_messages = false;
  EXPECT_EQ((*stand.send("POST", "/api/orders", token, order, keyed))->status, 503);
  stand.takes_messages = true;
  stand.send("POST", "/api/orders", token, order, keyed);
  EXPECT_EQ(stand.orders.size(), 1u);
  const auto wrong = stand.send("POST", "/api/orders", token, order, {{"Idempotency-Key", " "}});
  EXPECT_EQ((*wrong)->status, 422);
}

TEST(answer_memory, forgets_after_a_day_and_beyond_its_bound) {
  answer_memory kept;
  const net::http::request asked{"POST", "/api/orders", {}, order, {}};
  ASSERT_TRUE(kept.begin("ann", "1", asked, 0));
  kept.finish("ann", "1", {200, {}, "done"});
  EXPECT_TRUE(kept.begin("ann", "1", asked, answer_memory::kept_ns - 1)->has_value());
  EXPECT_FALSE(kept.begin("bob", "1", asked, 0)->has_value()) << "another's key";
  EXPECT_FALSE(kept.begin("ann", "1", asked, answer_memory::kept_ns)->has_value());
  for (std::size_t index = 0; index < 2 * answer_memory::answers_max; ++index)
    static_cast<void>(
        kept.begin("ann", "key-" + std::to_string(index), asked, answer_memory::kept_ns));
  EXPECT_LE(kept.size(), answer_memory::answers_max);
}

} // namespace troupe::actors::session_test
