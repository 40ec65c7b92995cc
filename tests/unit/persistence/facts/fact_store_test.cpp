// The same for the store in the process and the one in a real Redis.
#include "persistence/facts/process_fact_store.hpp"
#include "persistence/redis/redis_fact_store.hpp"
#include "tests/unit/persistence/redis/redis_server.hpp"

#include <chrono>
#include <functional>
#include <gtest/gtest.h>
#include <memory>
#include <random>
#include <set>

namespace troupe::persistence::fact_store_test {

namespace {

using namespace facts;

std::int64_t steady_ns() {
  return std::chrono::steady_clock::now().time_since_epoch().count();
}

constexpr std::int64_t now_s = 1'750'000'000;
constexpr std::int64_t day_s = 86'400;

class fact_stores : public testing::TestWithParam<const char*> {
protected:
  void SetUp() override {
    if (std::string(GetParam()) == "process") {
      store = std::make_unique<process_fact_store>(steady_ns);
      return;
    }
    if (!redis_server::is_installed())
      GTEST_SKIP() << "redis-server is not installed";
    server = std::make_unique<redis_server>();
    store = std::make_unique<redis::redis_fact_store>(
        redis::redis_address{"127.0.0.1", server->port(), {}, {}, 0}, "troupe:main", "one",
        steady_ns);
  }
  endings_answer exchange(endings_question asked) const {
    asked.now_s = asked.now_s == 0 ? now_s : asked.now_s;
    auto answer = store->exchange(asked);
    EXPECT_TRUE(answer) << answer.failure().message;
    return answer ? *answer : endings_answer{};
  }

  std::unique_ptr<redis_server> server;
  std::unique_ptr<fact_store> store;
};

std::set<std::string> names_of(const std::vector<ending>& endings) {
  std::set<std::string> names;
  for (const auto& each : endings)
    names.insert(each.name);
  return names;
}

} // namespace

INSTANTIATE_TEST_SUITE_P(both, fact_stores, testing::Values("process", "redis"),
                         [](const auto& each) { return std::string(each.param); });

TEST_P(fact_stores, tell_each_ending_once_to_who_says_what_he_heard) {
  const auto first = exchange({{{"a", now_s + 5}, {"b", now_s + 9}}, {}, 0, 10});
  EXPECT_EQ(first.added, 2u);
  EXPECT_EQ(names_of(first.news), (std::set<std::string>{"a", "b"}));
  EXPECT_EQ(first.news.front().until_s, now_s + 5);
  EXPECT_TRUE(exchange({{}, first.heard, 0, 10}).news.empty());
  const auto second = exchange({{{"c", now_s + 5}}, first.heard, 0, 10});
  EXPECT_EQ(names_of(second.news), (std::set<std::string>{"c"}));
  EXPECT_EQ(exchange({{}, {}, 0, 10}).news.size(), 3u) << "who heard nothing hears all";
}

TEST_P(fact_stores, add_an_ending_for_the_first_who_tells_it_and_for_no_other) {
  EXPECT_EQ(exchange({{{"token", now_s + day_s}}, {}, 0, 0}).added, 1u);
  EXPECT_EQ(exchange({{{"token", now_s + day_s}}, {}, 0, 0}).added, 0u);
  EXPECT_EQ(exchange({{{"token", now_s + 2 * day_s}}, {}, 0, 0}).added, 0u);
  const auto heard = exchange({{}, {}, 0, 10});
  ASSERT_EQ(heard.news.size(), 1u);
  EXPECT_EQ(heard.news[0].until_s, now_s + 2 * day_s) << "the later end counts";
}

TEST_P(fact_stores, forget_what_has_ended_and_nothing_else) {
  exchange({{{"short", now_s + 10}, {"long", now_s + 20}}, {}, 0, 0});
  EXPECT_EQ(names_of(exchange({{}, {}, now_s + 9, 10}).news),
            (std::set<std::string>{"long", "short"}));
  EXPECT_EQ(names_of(exchange({{}, {}, now_s + 10, 10}).news), (std::set<std::string>{"long"}));
}

TEST_P(fact_stores, tell_by_pages_without_a_gap_whatever_is_told_in_between) {
  std::mt19937 random(7);
  std::set<std::string> told, heard;
  hearing so_far;
  int next = 0;
  for (int round = 0; round < 60; ++round) {
    endings_question asked{{}, so_far, 0, 1 + random() % 20};
    for (auto more = random() % 12; more > 0; --more) {
      asked.told.push_back({"name-" + std::to_string(random() % 5 == 0 ? next : next++), 0});
      asked.told.back().until_s = now_s + 1'000;
      told.insert(asked.told.back().name);
    }
    const auto answer = exchange(asked);
    for (const auto& each : answer.news)
      EXPECT_TRUE(heard.insert(each.name).second) << each.name << " was told twice";
    so_far = answer.heard;
  }
  for (int page = 0; page < 40; ++page) {
    const auto answer = exchange({{}, so_far, 0, 20});
    for (const auto& each : answer.news)
      EXPECT_TRUE(heard.insert(each.name).second) << each.name << " was told twice";
    so_far = answer.heard;
  }
  EXPECT_EQ(heard, told);
  EXPECT_GT(told.size(), 100u);
}

TEST_P(fact_stores, add_spendings_of_a_bucket_up_and_give_them_back_with_time) {
  constexpr std::int64_t second_us = 1'000'000;
  const auto began_ns = steady_ns();
  const auto first = store->spend({{"a", 10 * second_us, 60 * second_us},
                                   {"b", 5 * second_us, 60 * second_us}});
  const auto second = store->spend({{"a", 10 * second_us, 60 * second_us}});
  const auto passed_us = (steady_ns() - began_ns) / 1'000 + 1'000;
  ASSERT_TRUE(first && second);
  EXPECT_EQ(*first, (std::vector<std::int64_t>{10 * second_us, 5 * second_us}));
  EXPECT_LE(second->at(0), 20 * second_us);
  EXPECT_GE(second->at(0), 20 * second_us - passed_us);
  EXPECT_LE(store->spend({{"a", -5 * second_us, 60 * second_us}})->at(0), 15 * second_us);
  EXPECT_EQ(store->spend({{"a", 500 * second_us, 60 * second_us}})->at(0), 60 * second_us)
      << "no bucket is emptier than empty";
  EXPECT_EQ(store->spend({{"a", -500 * second_us, 60 * second_us}})->at(0), 0);
}

TEST_P(fact_stores, tell_what_is_published_until_it_is_withdrawn_or_its_time_is_over) {
  ASSERT_TRUE(store->publish("streams", {{"x", "1"}, {"y", "2"}}, 60'000));
  ASSERT_TRUE(store->publish("streams", {{"x", std::string("3\0\r\n", 4)}}, 60'000));
  ASSERT_TRUE(store->publish("quotes", {{"x", "other"}}, 60'000));
  auto told = store->published("streams");
  ASSERT_TRUE(told) << told.failure().message;
  ASSERT_EQ(told->size(), 2u);
  for (const auto& each : *told)
    EXPECT_EQ(each.value, each.name == "x" ? std::string("3\0\r\n", 4) : "2");
  ASSERT_TRUE(store->withdraw("streams", "x"));
  EXPECT_EQ(store->published("streams")->size(), 1u);
  ASSERT_TRUE(store->publish("streams", {{"z", "short"}}, 30));
  const auto began_ns = steady_ns();
  while (store->published("streams")->size() > 1)
    ASSERT_LT(steady_ns() - began_ns, 10'000'000'000);
  EXPECT_GE(steady_ns() - began_ns, 25'000'000);
  EXPECT_TRUE(store->published("nothing")->empty());
}

} // namespace troupe::persistence::fact_store_test
