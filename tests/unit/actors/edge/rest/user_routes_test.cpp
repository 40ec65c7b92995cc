#include "actors/edge/auth/user_file.hpp"
#include "actors/edge/auth/user_rules.hpp"
#include "tests/unit/actors/edge/stand.hpp"

#include <fstream>
#include <gtest/gtest.h>

namespace troupe::actors::user_routes_test {

namespace {

using nlohmann::json;

constexpr auto first_password = "a password of root";
constexpr auto other_password = "another one of his";

// With an admin, root.
class staffed_stand : public edge_stand {
public:
  staffed_stand() {
    knows_users = true;
    EXPECT_TRUE(add("root", "admin", first_password));
  }

  bool add(std::string name, std::string_view role, std::string password) {
    std::optional<result<user_list>> outcome;
    users.add(std::move(name), parse_user_role(role).value(), std::move(password),
              [&](const result<user_list>& done) { outcome = done; });
    run_until([&] { return outcome.has_value(); });
    return static_cast<bool>(*outcome);
  }

  net::http::response ask_as(const std::string& token, const std::string& method,
                             const std::string& target, const json& body = {}) {
    const auto answer = send(method, target, token, body.is_null() ? std::string() : body.dump());
    run_until([&] { return answer->has_value(); });
    return answer->value();
  }

  json log_in(const std::string& name, const std::string& password) {
    return json::parse(
        ask_as({}, "POST", "/api/login", {{"username", name}, {"password", password}}).body);
  }
  std::string token_for(const std::string& name, const std::string& password) {
    return log_in(name, password).value("token", std::string());
  }

  // What the command line does.
  void look() {
    users.look([](const error& why) { ADD_FAILURE() << why.message; });
    bool over = false;
    users.list([&](const result<user_list>&) { over = true; });
    run_until([&] { return over; });
  }

  template <class Condition>
  void run_until(Condition holds) {
    const auto keep_running = boost::asio::make_work_guard(lane);
    lane.restart();
    for (int turn = 0; turn < 20'000 && !holds(); ++turn)
      lane.run_one_for(std::chrono::milliseconds(1));
  }
};

} // namespace

TEST(user_routes, an_added_user_logs_in_with_his_role_and_no_password_is_told_or_kept_plain) {
  staffed_stand stand;
  const auto root = stand.token_for("root", first_password);
  const auto made = stand.ask_as(
      root, "POST", "/api/users",
      {{"name", "carol"}, {"role", "trader"}, {"password", "the password of carol"}});
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(json::parse(made.body), json::parse(R"({"name":"carol","role":"trader"})"));
  const auto carol = stand.token_for("carol", "the password of carol");
  EXPECT_EQ(json::parse(stand.ask_as(carol, "GET", "/api/me").body)["role"], "trader");
  EXPECT_EQ(stand.ask_as(carol, "GET", "/api/users").status, 403);
  const auto listed = json::parse(stand.ask_as(root, "GET", "/api/users").body);
  EXPECT_EQ(listed["items"].size(), 2u);
  EXPECT_EQ(listed.dump().find("argon2"), std::string::npos);
  std::ifstream kept(user_file(stand.home.path()).path());
  const std::string text(std::istreambuf_iterator<char>(kept), {});
  EXPECT_EQ(text.find("the password of carol"), std::string::npos);
}

TEST(user_routes, a_removed_user_has_no_session_from_that_moment_on) {
  staffed_stand stand;
  ASSERT_TRUE(stand.add("carol", "viewer", other_password));
  const auto root = stand.token_for("root", first_password);
  const auto session = stand.log_in("carol", other_password);
  const std::string carol = session["token"];
  ASSERT_EQ(stand.ask_as(carol, "GET", "/api/me").status, 200);
  EXPECT_EQ(stand.ask_as(root, "DELETE", "/api/users/carol").status, 204);
  const auto refused = stand.ask_as(carol, "GET", "/api/me");
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(error_code(refused), "user_gone");
  EXPECT_EQ(stand.ask_as({}, "POST", "/api/refresh", {{"refresh_token", session["refresh_token"]}})
                .status,
            401);
  EXPECT_EQ(stand.ask_as(root, "DELETE", "/api/users/carol").status, 404);
}

TEST(user_routes, another_role_counts_for_the_tokens_that_are_out) {
  staffed_stand stand;
  ASSERT_TRUE(stand.add("carol", "admin", other_password));
  const auto root = stand.token_for("root", first_password);
  const auto carol = stand.token_for("carol", other_password);
  EXPECT_EQ(stand.ask_as(carol, "GET", "/api/users").status, 200);
  const auto changed = stand.ask_as(root, "PATCH", "/api/users/carol", {{"role", "viewer"}});
  EXPECT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(stand.ask_as(carol, "GET", "/api/users").status, 403);
  EXPECT_EQ(json::parse(stand.ask_as(carol, "GET", "/api/me").body)["role"], "viewer");
}

TEST(user_routes, another_password_ends_every_session_of_its_user_and_of_no_other) {
  staffed_stand stand;
  ASSERT_TRUE(stand.add("carol", "viewer", other_password));
  std::ofstream(stand.home.path() / "admin-password") << "kept";
  const auto root = stand.token_for("root", first_password);
  const auto carol = stand.token_for("carol", other_password);
  EXPECT_EQ(stand.ask_as(root, "PATCH", "/api/users/carol", {{"password", "a third password"}})
                .status,
            200);
  EXPECT_EQ(error_code(stand.ask_as(carol, "GET", "/api/me")), "session_ended");
  EXPECT_EQ(stand.ask_as(root, "GET", "/api/me").status, 200);
  EXPECT_TRUE(stand.token_for("carol", other_password).empty());
  const auto again = stand.token_for("carol", "a third password");
  EXPECT_EQ(stand.ask_as(again, "GET", "/api/me").status, 200);
  EXPECT_TRUE(std::filesystem::exists(stand.home.path() / "admin-password"));
}

TEST(user_routes, what_the_command_line_changed_ends_sessions_at_the_next_look) {
  staffed_stand stand;
  ASSERT_TRUE(stand.add("carol", "viewer", other_password));
  const auto carol = stand.token_for("carol", other_password);
  const net::http::request stream{
      "GET", "/ws/trading", {{"Authorization", "Bearer " + carol}}, {}, {}};
  EXPECT_TRUE(std::holds_alternative<net::websocket::handlers>(stand.hub.accept(stream)));
  const user_file file(stand.home.path());
  ASSERT_TRUE(file.save(without_user(file.load().value(), "carol").value()));
  std::filesystem::last_write_time(file.path(),
                                   std::filesystem::last_write_time(file.path()) +
                                       std::chrono::seconds(1));
  stand.look();
  EXPECT_EQ(error_code(stand.ask_as(carol, "GET", "/api/me")), "user_gone");
  EXPECT_TRUE(std::holds_alternative<net::http::response>(stand.hub.accept(stream)));
}

TEST(user_routes, the_only_admin_stays_admin_and_stays) {
  staffed_stand stand;
  const auto root = stand.token_for("root", first_password);
  const auto lowered = stand.ask_as(root, "PATCH", "/api/users/root", {{"role", "viewer"}});
  EXPECT_EQ(error_code(lowered), "last_admin");
  EXPECT_EQ(error_code(stand.ask_as(root, "DELETE", "/api/users/root")), "last_admin");
  ASSERT_TRUE(stand.add("carol", "admin", other_password));
  EXPECT_EQ(stand.ask_as(root, "PATCH", "/api/users/root", {{"role", "viewer"}}).status, 200);
}

TEST(user_routes, wrong_names_roles_and_passwords_are_refused_with_their_codes) {
  staffed_stand stand;
  const auto root = stand.token_for("root", first_password);
  const auto code_of = [&](const json& body) {
    return error_code(stand.ask_as(root, "POST", "/api/users", body));
  };
  const json good{{"name", "carol"}, {"role", "viewer"}, {"password", other_password}};
  for (const auto* name : {"", "Carol", "key:bot", "a b", "ä"}) {
    auto bad = good;
    bad["name"] = name;
    EXPECT_EQ(code_of(bad), "invalid_name") << name;
  }
  for (const auto& [member, value, code] :
       {std::tuple("role", "king", "invalid_role"),
        std::tuple("password", "too short", "invalid_password")}) {
    auto bad = good;
    bad[member] = value;
    EXPECT_EQ(code_of(bad), code);
  }
  EXPECT_EQ(stand.ask_as(root, "POST", "/api/users", good).status, 201);
  EXPECT_EQ(code_of(good), "user_exists");
  EXPECT_EQ(error_code(stand.ask_as(root, "PATCH", "/api/users/carol", json::object())),
            "invalid_body");
}

TEST(user_routes, neither_a_key_nor_a_refused_request_leaves_a_password_in_the_audit_log) {
  staffed_stand stand;
  ASSERT_TRUE(stand.add("carol", "viewer", other_password));
  const auto root = stand.token_for("root", first_password);
  const auto carol = stand.token_for("carol", other_password);
  const std::string key = json::parse(stand.ask_as(root, "POST", "/api/keys",
                                                   {{"name", "bot"}, {"role", "admin"}})
                                          .body)["key"];
  const json wanted{{"name", "eve"}, {"role", "admin"}, {"password", "a secret of eve's"}};
  EXPECT_EQ(stand.ask_as(key, "POST", "/api/users", wanted).status, 403);
  EXPECT_EQ(stand.ask_as(carol, "POST", "/api/users", wanted).status, 403);
  EXPECT_EQ(stand.ask_as(root, "POST", "/api/users", wanted).status, 201);
  EXPECT_EQ(stand.ask_as(root, "PATCH", "/api/users/eve", {{"role", "viewer"}}).status, 200);
  int of_users = 0;
  for (const auto& each : stand.written) {
    EXPECT_EQ(to_line(each).find("a secret of eve"), std::string::npos) << to_line(each);
    of_users += each.path.starts_with("/api/users") ? 1 : 0;
  }
  EXPECT_EQ(of_users, 4);
  EXPECT_EQ(json::parse(stand.written.back().before)["role"], "admin");
  EXPECT_EQ(json::parse(stand.written.back().after)["role"], "viewer");
}

} // namespace troupe::actors::user_routes_test
