#include "actors/edge/auth/first_user.hpp"
#include "actors/edge/auth/login_desk.hpp"
#include "actors/edge/auth/login_throttle.hpp"
#include "actors/edge/auth/password.hpp"
#include "persistence/private_file.hpp"
#include "actors/edge/auth/signing_key.hpp"
#include "tests/unit/actors/edge/story.hpp"

#include <fstream>
#include <gtest/gtest.h>

namespace troupe::actors::login_test {

namespace {

std::filesystem::perms mode_of(const std::filesystem::path& path) {
  return std::filesystem::status(path).permissions();
}

constexpr auto owner_only =
    std::filesystem::perms::owner_read | std::filesystem::perms::owner_write;

std::string first_line(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

} // namespace

TEST(password, is_verified_by_its_hash_and_by_no_other) {
  const auto hash = hash_password("correct horse");
  EXPECT_EQ(hash.rfind("$argon2id$", 0), 0u);
  EXPECT_TRUE(verify_password(hash, "correct horse"));
  EXPECT_FALSE(verify_password(hash, "correct horsf"));
  EXPECT_FALSE(verify_password("no hash", "correct horse"));
}

TEST(first_user, makes_an_admin_with_a_password_that_is_told_once) {
  const scratch_folder home;
  const auto told = ensure_admin(home.path(), "");
  ASSERT_TRUE(told);
  ASSERT_TRUE(told->has_value());
  EXPECT_EQ(first_line(home.path() / "admin-password"), **told);
  EXPECT_EQ(mode_of(home.path() / "admin-password"), owner_only);
  EXPECT_EQ(mode_of(home.path() / "users.json"), owner_only);
  const auto users = user_file(home.path()).load();
  ASSERT_TRUE(users);
  const auto* admin = find_user(*users, "admin");
  ASSERT_NE(admin, nullptr);
  EXPECT_EQ(admin->role, user_role::admin);
  EXPECT_TRUE(verify_password(admin->password_hash, **told));
  const auto again = ensure_admin(home.path(), "");
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->has_value()) << "a second start makes no second password";
}

TEST(first_user, has_the_configured_password_also_when_it_is_configured_later) {
  const scratch_folder home;
  ASSERT_TRUE(ensure_admin(home.path(), ""));
  ASSERT_TRUE(ensure_admin(home.path(), "chosen"));
  const auto users = user_file(home.path()).load();
  ASSERT_EQ(users->size(), 1u);
  EXPECT_TRUE(verify_password(users->front().password_hash, "chosen"));
}

TEST(user_file, refuses_what_it_cannot_read_and_names_the_file) {
  const scratch_folder home;
  const user_file file(home.path());
  for (const auto* text : {"{", "{}", "[1]", R"([{"name":"ann","role":"king"}])"}) {
    ASSERT_TRUE(persistence::write_private_file(file.path(), text));
    const auto users = file.load();
    ASSERT_FALSE(users) << text;
    EXPECT_EQ(users.failure().code, "invalid_users_file");
    EXPECT_NE(users.failure().message.find("users.json"), std::string::npos);
  }
}

TEST(signing_key, stays_the_same_over_starts_and_is_private) {
  const scratch_folder home;
  const auto made = load_or_make_signing_key(home.path());
  ASSERT_TRUE(made);
  EXPECT_EQ(*load_or_make_signing_key(home.path()), *made);
  EXPECT_EQ(mode_of(home.path() / "session.key"), owner_only);
  ASSERT_TRUE(persistence::write_private_file(home.path() / "session.key", "short"));
  EXPECT_EQ(load_or_make_signing_key(home.path()).failure().code, "invalid_key");
}

TEST(login_throttle, lets_five_failures_through_and_then_one_every_twelve_seconds) {
  login_throttle throttle;
  for (int attempt = 0; attempt < 5; ++attempt)
    EXPECT_EQ(throttle.wait_ns("1.2.3.4", 0), 0) << attempt;
  EXPECT_EQ(throttle.wait_ns("1.2.3.4", 0), login_throttle::refill_ns);
  EXPECT_EQ(throttle.wait_ns("5.6.7.8", 0), 0) << "another address has its own bucket";
  EXPECT_EQ(throttle.wait_ns("1.2.3.4", login_throttle::refill_ns), 0);
  EXPECT_GT(throttle.wait_ns("1.2.3.4", login_throttle::refill_ns), 0);
}

TEST(login_throttle, counts_no_login_that_succeeds) {
  login_throttle throttle;
  for (int attempt = 0; attempt < 50; ++attempt) {
    EXPECT_EQ(throttle.wait_ns("1.2.3.4", 0), 0);
    throttle.give_back("1.2.3.4");
  }
}

TEST(login_throttle, stays_within_its_bound) {
  login_throttle throttle;
  for (std::size_t index = 0; index < login_throttle::addresses_max + 10; ++index)
    EXPECT_EQ(throttle.wait_ns(std::to_string(index), static_cast<std::int64_t>(index)), 0);
  EXPECT_LE(throttle.addresses(), login_throttle::addresses_max);
}

TEST(login_desk, answers_on_the_lane_and_refuses_what_is_beyond_its_bound) {
  const scratch_folder home;
  boost::asio::io_context lane;
  login_desk desk(lane, home.path());
  std::vector<std::string> answers;
  const auto note = [&answers](const auto& outcome) {
    answers.push_back(outcome ? "" : outcome.failure().code);
  };
  desk.prepare("secret", note);
  desk.check_password("admin", "secret", note);
  desk.check_password("admin", "wrong", note);
  desk.check_password("nobody", "secret", note);
  desk.look_up("admin", note);
  desk.look_up("nobody", note);
  EXPECT_TRUE(answers.empty()) << "nothing is hashed on the lane";
  std::size_t busy = 0;
  for (std::size_t more = 6; more <= login_desk::pending_max; ++more)
    desk.look_up("admin", [&busy](const auto& outcome) {
      busy += !outcome && outcome.failure().code == "login_busy" ? 1 : 0;
    });
  EXPECT_EQ(busy, 1u);
  auto keep_running = boost::asio::make_work_guard(lane);
  while (answers.size() < 6)
    ASSERT_EQ(lane.run_one_for(std::chrono::seconds(20)), 1u);
  EXPECT_EQ(answers, (std::vector<std::string>{"", "", "invalid_credentials", "invalid_credentials",
                                               "", "user_gone"}));
}

} // namespace troupe::actors::login_test
