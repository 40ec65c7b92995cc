// A Redis that several share, that is not there, hangs, comes back empty, or wants a password.
#include "persistence/redis/redis_fact_store.hpp"

#include "tests/unit/persistence/redis/redis_server.hpp"

#include <chrono>
#include <gtest/gtest.h>

namespace troupe::persistence::redis_fact_store_test {

namespace {

using redis::redis_address;
using redis::redis_connection;
using redis::redis_fact_store;

constexpr std::int64_t ms_ns = 1'000'000;

constexpr std::int64_t now_s = 1'750'000'000;

class outages : public testing::Test {
protected:
  void SetUp() override {
    if (!redis_server::is_installed())
      GTEST_SKIP() << "redis-server is not installed";
    std::signal(SIGPIPE, SIG_IGN); // as the program does
  }
  // With a clock that the test moves, for the pauses between attempts.
  redis_fact_store to(const redis_server& server, std::string password = {},
                      std::string generation = "one") {
    return {{"127.0.0.1", server.port(), {}, std::move(password), 0}, "troupe:main",
            std::move(generation), [this] { return now_ns; }};
  }
  static std::int64_t real_ns() {
    return std::chrono::steady_clock::now().time_since_epoch().count();
  }
  std::int64_t now_ns = 1;
};
using shared_stores = outages;

} // namespace

TEST_F(shared_stores, tell_each_other_what_has_ended_and_which_generation_it_is) {
  redis_server server;
  auto one = to(server);
  auto other = to(server, {}, "two");
  ASSERT_TRUE(one.exchange({{{"session", now_s + 5}}, {}, now_s, 0}));
  const auto heard = other.exchange({{}, {}, now_s, 10});
  ASSERT_TRUE(heard) << heard.failure().message;
  ASSERT_EQ(heard->news.size(), 1u);
  EXPECT_EQ(heard->news[0].name, "session");
  EXPECT_EQ(heard->heard.generation, "one") << "of who came first";
}

TEST_F(shared_stores, begin_another_generation_when_they_were_emptied) {
  redis_server server;
  auto one = to(server);
  const auto before = one.exchange({{{"a", now_s + 5}, {"b", now_s + 5}}, {}, now_s, 10});
  ASSERT_TRUE(before);
  server.stop();
  server.start();
  auto other = to(server, {}, "two");
  const auto after = other.exchange({{{"c", now_s + 5}}, before->heard, now_s, 10});
  ASSERT_TRUE(after) << after.failure().message;
  EXPECT_EQ(after->heard.generation, "two");
  ASSERT_EQ(after->news.size(), 1u) << "what was heard before counts for nothing";
  EXPECT_EQ(after->news[0].name, "c");
}

TEST_F(outages, are_told_at_once_and_tried_again_after_pauses_that_double) {
  redis_server server;
  auto store = to(server);
  ASSERT_TRUE(store.publish("kind", {{"a", "1"}}, 60'000));
  server.stop();
  EXPECT_EQ(store.published("kind").failure().code, "redis_unreachable");
  server.start();
  EXPECT_NE(store.published("kind").failure().message.find("not tried again yet"),
            std::string::npos);
  now_ns += redis_connection::first_pause_ns;
  ASSERT_TRUE(store.published("kind")) << "it is there again";
  server.stop();
  auto pause_ns = redis_connection::first_pause_ns;
  for (int attempt = 0; attempt < 8; ++attempt) {
    EXPECT_EQ(store.published("kind").failure().message.find("not tried again"),
              std::string::npos);
    now_ns += pause_ns - 1;
    EXPECT_NE(store.published("kind").failure().message.find("not tried again"),
              std::string::npos);
    now_ns += 1;
    pause_ns = std::min(2 * pause_ns, redis_connection::longest_pause_ns);
  }
}

TEST_F(outages, that_hang_are_given_up_at_the_deadline) {
  redis_server server;
  auto store = to(server);
  ASSERT_TRUE(store.published("kind"));
  server.signal(SIGSTOP);
  const auto began_ns = real_ns();
  EXPECT_EQ(store.published("kind").failure().code, "redis_unreachable");
  const auto waited_ns = real_ns() - began_ns;
  EXPECT_GE(waited_ns, (redis_connection::deadline_ms - 10) * ms_ns);
  EXPECT_LT(waited_ns, 4 * redis_connection::deadline_ms * ms_ns);
  server.signal(SIGCONT);
  now_ns += redis_connection::first_pause_ns;
  EXPECT_TRUE(store.published("kind")) << "the answer that came late is not taken for another's";
}

TEST_F(outages, do_not_hide_a_wrong_password) {
  redis_server server("open sesame");
  EXPECT_EQ(to(server).published("kind").failure().code, "redis_refused");
  const auto wrong = to(server, "hunter2").published("kind");
  EXPECT_EQ(wrong.failure().code, "redis_refused");
  EXPECT_EQ(wrong.failure().message.find("hunter2"), std::string::npos);
  EXPECT_TRUE(to(server, "open sesame").published("kind"));
}

TEST_F(outages, where_nobody_listens_cost_no_time) {
  redis_server server;
  auto store = to(server);
  server.stop();
  const auto began_ns = real_ns();
  EXPECT_FALSE(store.published("kind"));
  EXPECT_LT(real_ns() - began_ns, redis_connection::deadline_ms * ms_ns);
}

} // namespace troupe::persistence::redis_fact_store_test
