#include "actors/edge/auth/time_code.hpp"
#include "tests/unit/actors/edge/stand.hpp"

#include <fstream>
#include <gtest/gtest.h>

namespace troupe::actors::second_factor_test {

namespace {

using nlohmann::json;

constexpr auto* an_order = R"({"symbol":"BTC/USD","qty":"2","side":"buy","type":"market"})";

// Ann has two sessions.
class guarded_stand : public edge_stand {
public:
  // The answer, where the route gives one by itself; an order waits for risk, and is none.
  std::optional<net::http::response> ask_as(const std::string& token, const std::string& method,
                                            const std::string& target, const std::string& body = {},
                                            std::vector<net::http::header> more = {}) {
    const auto before = orders.size() + commands.size();
    const auto answer = send(method, target, token, body, std::move(more));
    const auto keep_running = boost::asio::make_work_guard(lane);
    lane.restart();
    for (int turn = 0; turn < 20'000 && !answer->has_value() &&
                       orders.size() + commands.size() == before;
         ++turn)
      lane.run_one_for(std::chrono::milliseconds(1));
    return *answer;
  }
  net::http::response tell(const std::string& token, const std::string& code) {
    return ask_as(token, "POST", "/api/second-factor", json{{"code", code}}.dump()).value();
  }
  std::string code_of(const std::string& secret, std::int64_t steps_ahead = 0) const {
    return time_code(decode_time_secret(secret).value(), now_s() / time_step_s + steps_ahead);
  }
  std::string propose(const std::string& token) {
    const auto made = ask_as(token, "POST", "/api/second-factor/secret").value();
    EXPECT_EQ(made.status, 201) << made.body;
    return json::parse(made.body)["secret"];
  }
  // By her first session, which has told a code then.
  std::string enrol() {
    const auto secret = propose(first);
    const auto done = tell(first, code_of(secret));
    EXPECT_EQ(done.status, 200) << done.body;
    return secret;
  }
  bool orders_pass(const std::string& token) {
    const auto before = orders.size();
    const auto answer = ask_as(token, "POST", "/api/orders", an_order);
    if (answer) {
      EXPECT_EQ(answer->status, 403);
      EXPECT_EQ(error_code(*answer), "second_factor_needed");
    }
    return orders.size() == before + 1;
  }

  const std::string first = token_of(user_role::admin);
  const std::string second = token_of(user_role::admin);
};

} // namespace

TEST(second_factor, nobody_needs_one_who_has_not_enrolled) {
  guarded_stand stand;
  EXPECT_TRUE(stand.orders_pass(stand.first));
  const auto told = stand.tell(stand.first, "123456");
  EXPECT_EQ(told.status, 409);
  EXPECT_EQ(error_code(told), "second_factor_not_enrolled");
  EXPECT_EQ(json::parse(stand.ask_as(stand.first, "GET", "/api/second-factor")->body),
            json::parse(R"({"enrolled":false,"passed_until":null})"));
}

TEST(second_factor, a_session_orders_for_an_hour_after_its_code_and_others_do_not) {
  guarded_stand stand;
  const auto secret = stand.enrol();
  EXPECT_TRUE(stand.orders_pass(stand.first));
  EXPECT_FALSE(stand.orders_pass(stand.second));
  EXPECT_EQ(json::parse(stand.ask_as(stand.first, "GET", "/api/second-factor")->body)
                ["passed_until"],
            "2024-05-01T13:00:00Z");
  stand.clock.advance(second_factor_desk::held_s / 8 * trading::second_ns); // its token still holds
  EXPECT_EQ(stand.tell(stand.second, stand.code_of(secret)).status, 200);
  EXPECT_TRUE(stand.orders_pass(stand.second));
  const token_claims held{"ann", user_role::admin, token_use::access,
                          stand.authority.check(stand.second, token_use::access, stand.now_s())
                              ->session};
  const auto passed_s = stand.now_s();
  EXPECT_TRUE(stand.second_factors.check(held, passed_s + second_factor_desk::held_s - 1));
  EXPECT_FALSE(stand.second_factors.check(held, passed_s + second_factor_desk::held_s));
}

TEST(second_factor, guards_what_moves_limits_or_leads_around_it_and_nothing_that_only_stops) {
  guarded_stand stand;
  stand.enrol();
  const auto needed = [&stand](const std::string& method, const std::string& target) {
    const auto answer = stand.ask_as(stand.second, method, target, "{}");
    return answer && answer->status == 403 && error_code(*answer) == "second_factor_needed";
  };
  for (const auto& [method, target] : std::vector<std::pair<std::string, std::string>>{
           {"POST", "/api/crypto/orders"}, {"PATCH", "/api/orders/x"},
           {"PATCH", "/api/risk/limits"}, {"PATCH", "/api/config"}, {"PATCH", "/api/flags"},
           {"PATCH", "/api/strategies/stochrsi_ema"}, {"POST", "/api/users"},
           {"DELETE", "/api/users/bob"}, {"POST", "/api/keys"},
           {"POST", "/api/second-factor/secret"}, {"DELETE", "/api/second-factor"}})
    EXPECT_TRUE(needed(method, target)) << method << ' ' << target;
  EXPECT_FALSE(needed("POST", "/api/risk/halt"));
  EXPECT_FALSE(needed("DELETE", "/api/orders"));
  EXPECT_FALSE(needed("DELETE", "/api/positions"));
  EXPECT_FALSE(needed("GET", "/api/orders"));
  EXPECT_TRUE(std::any_of(stand.written.begin(), stand.written.end(), [](const auto& each) {
    return each.status == 403 && each.path == "/api/risk/limits";
  })) << "the audit log tells who was refused";
}

TEST(second_factor, no_code_is_good_twice_nor_one_older_than_the_last) {
  guarded_stand stand;
  const auto secret = stand.propose(stand.first);
  const auto earlier = stand.code_of(secret, -1);
  const auto code = stand.code_of(secret);
  EXPECT_EQ(stand.tell(stand.first, code).status, 200);
  for (const auto& spent : {code, earlier}) {
    const auto again = stand.tell(stand.second, spent);
    EXPECT_EQ(again.status, 422);
    EXPECT_EQ(error_code(again), "code_used");
  }
  EXPECT_FALSE(stand.orders_pass(stand.second));
  EXPECT_EQ(stand.tell(stand.second, stand.code_of(secret, 1)).status, 200);
  EXPECT_TRUE(stand.orders_pass(stand.second));
}

TEST(second_factor, wrong_codes_make_wait_whatever_session_they_come_from) {
  guarded_stand stand;
  const auto secret = stand.enrol();
  stand.clock.advance(10 * time_step_s * trading::second_ns);
  const auto good = stand.code_of(secret);
  auto wrong = good;
  wrong[0] = wrong[0] == '9' ? '0' : static_cast<char>(wrong[0] + 1);
  int refused = 0;
  for (; refused < 20; ++refused) {
    const auto told = stand.tell(refused % 2 == 0 ? stand.first : stand.second, wrong);
    if (told.status == 429)
      break;
    EXPECT_EQ(error_code(told), "invalid_code");
  }
  EXPECT_EQ(refused, login_throttle::tries_max);
  const auto told = stand.tell(stand.second, good);
  EXPECT_EQ(told.status, 429) << "the right one too";
  EXPECT_FALSE(net::http::header_value(told.headers, "Retry-After").empty());
  stand.clock.advance(login_throttle::refill_ns);
  EXPECT_EQ(stand.tell(stand.second, stand.code_of(secret)).status, 200);
}

TEST(second_factor, is_sealed_and_in_no_record) {
  guarded_stand stand;
  const auto secret = stand.enrol();
  std::ifstream kept(stand.home.path() / "second-factors");
  const std::string text(std::istreambuf_iterator<char>(kept), {});
  EXPECT_NE(text.find("ann "), std::string::npos);
  EXPECT_EQ(text.find(secret), std::string::npos);
  ASSERT_FALSE(stand.written.empty());
  for (const auto& each : stand.written)
    EXPECT_EQ(to_line(each).find(secret), std::string::npos);
  EXPECT_EQ(stand.written.back().after, R"({"second_factor":"enrolled"})");
}

TEST(second_factor, goes_with_its_user_and_by_his_own_wish) {
  guarded_stand stand;
  stand.enrol();
  EXPECT_EQ(stand.ask_as(stand.first, "DELETE", "/api/second-factor")->status, 204);
  EXPECT_TRUE(stand.orders_pass(stand.second));
  EXPECT_EQ(stand.ask_as(stand.first, "DELETE", "/api/second-factor")->status, 409);
}

TEST(second_factor, an_api_key_is_not_asked_and_has_none) {
  guarded_stand stand;
  stand.enrol();
  const auto made = make_api_key("bot", user_role::trader, "ann", stand.now_s(), 1);
  stand.authority.keys().set({made.kept});
  EXPECT_TRUE(stand.orders_pass(made.text));
  for (const auto& [method, target] : std::vector<std::pair<std::string, std::string>>{
           {"GET", "/api/second-factor"}, {"POST", "/api/second-factor/secret"}})
    EXPECT_EQ(stand.ask_as(made.text, method, target)->status, 403);
}

TEST(second_factor, what_another_process_changed_counts_at_the_next_look_and_damage_does_not) {
  guarded_stand stand;
  const auto file = second_factor_file(stand.home.path());
  ASSERT_TRUE(file.set("ann", random_time_secret(), "a master key of the tests"));
  ASSERT_TRUE(stand.second_factors.look());
  EXPECT_FALSE(stand.orders_pass(stand.first));
  const auto later = std::filesystem::last_write_time(file.path()) + std::chrono::seconds(1);
  std::ofstream(file.path()) << "nonsense";
  std::filesystem::last_write_time(file.path(), later);
  EXPECT_FALSE(stand.second_factors.look());
  EXPECT_FALSE(stand.orders_pass(stand.first)) << "who was known stays";
  std::filesystem::remove(file.path());
  ASSERT_TRUE(stand.second_factors.look());
  EXPECT_TRUE(stand.orders_pass(stand.first));
}

TEST(second_factor, nobody_passes_while_it_is_not_known_who_has_one_or_without_the_master_key) {
  const scratch_folder home;
  boost::asio::io_context lane;
  std::ofstream(home.path() / "second-factors") << "nonsense";
  second_factor_desk damaged(lane, home.path(), "a master key of the tests",
                             [](const auto&, auto, auto done) { done(true); });
  EXPECT_FALSE(damaged.look());
  token_claims ann;
  ann.subject = "ann";
  const auto refused = damaged.check(ann, 0);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.failure().code, "second_factor_unreadable");
  second_factor_desk keyless(lane, home.path(), "",
                             [](const auto&, auto, auto done) { done(true); });
  EXPECT_EQ(keyless.propose("ann", 0).failure().code, "master_key_missing");
}

} // namespace troupe::actors::second_factor_test
