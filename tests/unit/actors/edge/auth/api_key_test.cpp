#include "actors/edge/auth/api_key.hpp"

#include "actors/edge/auth/api_key_file.hpp"
#include "tests/unit/actors/edge/stand.hpp"

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <sys/stat.h>

namespace troupe::actors::api_key_test {

namespace {

using nlohmann::json;

constexpr std::int64_t today_s = 1'714'560'000;

new_api_key key_named(const std::string& name, user_role role = user_role::trader) {
  return make_api_key(name, role, "ann", today_s, 1);
}

std::string outcome_of(const result<token_claims>& outcome) {
  return outcome ? "accepted" : outcome.failure().code;
}

template <class Value>
std::string failure_of(const result<Value>& outcome) {
  return outcome ? "none" : outcome.failure().code;
}

// Runs the lane until the answer is there.
net::http::response wait_for(edge_stand& stand,
                             const std::shared_ptr<std::optional<net::http::response>>& answer) {
  const auto keep_running = boost::asio::make_work_guard(stand.lane);
  stand.lane.restart();
  for (int turn = 0; turn < 20'000 && !answer->has_value(); ++turn)
    stand.lane.run_one_for(std::chrono::milliseconds(1));
  return answer->value();
}

net::http::response ask_as(edge_stand& stand, const std::string& token, const std::string& method,
                           const std::string& target, const std::string& body = {}) {
  return wait_for(stand, stand.send(method, target, token, body));
}

json make_at(edge_stand& stand, const std::string& name, const std::string& role) {
  const auto made = ask_as(stand, stand.token_of(user_role::admin), "POST", "/api/keys",
                           json{{"name", name}, {"role", role}}.dump());
  EXPECT_EQ(made.status, 201) << made.body;
  return json::parse(made.body);
}

} // namespace

TEST(api_key, is_told_from_every_other_by_every_letter_of_it) {
  api_key_ring ring;
  const auto made = key_named("bot");
  ring.set({key_named("other").kept, made.kept});
  const auto claims = ring.check(made.text, today_s);
  ASSERT_TRUE(claims);
  EXPECT_EQ(claims->subject, "key:bot");
  EXPECT_EQ(claims->role, user_role::trader);
  for (std::size_t place = 0; place < made.text.size(); ++place) {
    auto forged = made.text;
    forged[place] = forged[place] == 'a' ? 'b' : 'a';
    EXPECT_EQ(outcome_of(ring.check(forged, today_s)), "invalid_token") << "at letter " << place;
  }
  for (const auto& forged : {made.text + "a", made.text.substr(1), std::string("troupe_"),
                             made.text.substr(0, made.text.size() - 1), std::string()})
    EXPECT_EQ(outcome_of(ring.check(forged, today_s)), "invalid_token") << forged;
}

TEST(api_key, opens_nothing_from_the_second_of_its_expiry_on) {
  api_key_ring ring;
  const auto made = key_named("bot");
  ring.set({made.kept});
  EXPECT_EQ(outcome_of(ring.check(made.text, today_s + 86'399)), "accepted");
  EXPECT_EQ(outcome_of(ring.check(made.text, today_s + 86'400)), "token_expired");
}

TEST(api_key, is_kept_without_its_secret_for_its_owner_alone) {
  const scratch_folder home;
  const api_key_file file(home.path());
  EXPECT_TRUE(file.load().value().empty());
  const auto made = key_named("bot");
  ASSERT_TRUE(file.add(made.kept));
  std::ifstream written(file.path());
  const std::string text(std::istreambuf_iterator<char>(written), {});
  EXPECT_NE(text.find(made.kept.id), std::string::npos);
  EXPECT_EQ(text.find(made.text.substr(made.text.rfind('_') + 1)), std::string::npos);
  struct ::stat about {};
  ASSERT_EQ(::stat(file.path().c_str(), &about), 0);
  EXPECT_EQ(about.st_mode & 0777u, 0600u);
  api_key_ring ring;
  ring.set(file.load().value());
  EXPECT_EQ(outcome_of(ring.check(made.text, today_s)), "accepted");
}

TEST(api_key, has_a_name_of_its_own_until_it_expires) {
  const scratch_folder home;
  const api_key_file file(home.path());
  ASSERT_TRUE(file.add(key_named("bot").kept));
  EXPECT_EQ(failure_of(file.add(key_named("bot").kept)), "key_exists");
  const auto later = make_api_key("bot", user_role::viewer, "ann", today_s + 86'400, 1);
  const auto left = file.add(later.kept);
  ASSERT_TRUE(left);
  EXPECT_EQ(left->size(), 1u) << "the expired one is gone";
  EXPECT_EQ(failure_of(file.remove("0123456789abcdef")), "not_found");
  EXPECT_TRUE(file.remove(later.kept.id).value().empty());
}

TEST(api_key, is_refused_beyond_the_bound_and_in_a_broken_file) {
  const scratch_folder home;
  const api_key_file file(home.path());
  for (std::size_t index = 0; index < keys_max; ++index)
    ASSERT_TRUE(file.add(key_named("bot" + std::to_string(index)).kept));
  EXPECT_EQ(failure_of(file.add(key_named("one-more").kept)), "too_many_keys");
  for (const auto* text : {"{", "{}", "[1]", R"([{"id":"x"}])"}) {
    std::ofstream(file.path()) << text;
    EXPECT_EQ(failure_of(file.load()), "invalid_keys_file") << text;
  }
}

TEST(api_key, serves_as_a_token_of_its_role_until_it_is_revoked) {
  edge_stand stand;
  const auto made = make_at(stand, "bot", "trader");
  const std::string key = made["key"];
  EXPECT_EQ(json::parse(ask_as(stand, key, "GET", "/api/me").body)["username"], "key:bot");
  stand.send("POST", "/api/risk/halt", key);
  ASSERT_EQ(stand.commands.size(), 1u);
  EXPECT_EQ(stand.commands[0].command.who, "key:bot");
  EXPECT_EQ(ask_as(stand, key, "PATCH", "/api/risk/limits", "{}").status, 403);
  const net::http::request stream{
      "GET", "/ws/trading", {{"Authorization", "Bearer " + key}}, {}, {}};
  EXPECT_TRUE(std::holds_alternative<net::websocket::handlers>(stand.hub.accept(stream)));
  const auto listed = stand.get("/api/keys");
  EXPECT_EQ(listed["items"][0]["name"], "bot");
  EXPECT_FALSE(listed["items"][0].contains("key"));
  const auto revoked = ask_as(stand, stand.token_of(user_role::admin), "DELETE",
                              "/api/keys/" + made["id"].get<std::string>());
  EXPECT_EQ(revoked.status, 204);
  EXPECT_EQ(ask_as(stand, key, "GET", "/api/me").status, 401);
}

TEST(api_key, makes_and_revokes_no_keys_and_ends_no_session) {
  edge_stand stand;
  const auto made = make_at(stand, "root", "admin");
  const std::string key = made["key"];
  EXPECT_EQ(ask_as(stand, key, "POST", "/api/keys", R"({"name":"b","role":"viewer"})").status, 403);
  EXPECT_EQ(ask_as(stand, key, "DELETE", "/api/keys/" + made["id"].get<std::string>()).status, 403);
  EXPECT_EQ(ask_as(stand, key, "POST", "/api/logout").status, 403);
  EXPECT_EQ(ask_as(stand, key, "GET", "/api/keys").status, 200);
}

TEST(api_key_desk, sees_what_the_command_line_changed) {
  const scratch_folder home;
  boost::asio::io_context lane;
  std::vector<std::vector<api_key>> told;
  api_key_desk desk(lane, home.path(), [&](const auto& keys) { told.push_back(keys); });
  const auto look = [&] {
    desk.look([](const error& why) { FAIL() << why.message; });
    const auto keep_running = boost::asio::make_work_guard(lane);
    lane.restart();
    lane.run_one();
  };
  look();
  EXPECT_TRUE(told.empty());
  const auto made = key_named("bot");
  ASSERT_TRUE(api_key_file(home.path()).add(made.kept));
  look();
  look();
  ASSERT_EQ(told.size(), 1u) << "told once for each change";
  EXPECT_EQ(told[0].at(0).id, made.kept.id);
  std::filesystem::remove(api_key_file(home.path()).path());
  look();
  ASSERT_EQ(told.size(), 2u);
  EXPECT_TRUE(told[1].empty());
}

} // namespace troupe::actors::api_key_test
