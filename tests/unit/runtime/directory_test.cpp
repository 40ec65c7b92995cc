#include "runtime/directory.hpp"
#include "runtime/role_ref.hpp"
#include "tests/unit/runtime/testing_config.hpp"

#include <caf/all.hpp>
#include <caf/scheduler/test_coordinator.hpp>
#include <gtest/gtest.h>

#include <thread>

namespace troupe::runtime::directory_test {
namespace {

class directory_test : public testing::Test {
protected:
  ~directory_test() override {
    where.clear();
    for (const auto& each : spawned) {
      caf::anon_send_exit(each, caf::exit_reason::kill);
    }
    scheduler.run();
  }

  caf::actor spawn() {
    spawned.push_back(system.spawn([this](caf::event_based_actor*) -> caf::behavior {
      return {[this](int value) { received.push_back(value); }};
    }));
    scheduler.run();
    return spawned.back();
  }

  testing_config config;
  caf::actor_system system{config};
  caf::scheduler::test_coordinator& scheduler =
      dynamic_cast<caf::scheduler::test_coordinator&>(system.scheduler());
  std::vector<caf::actor> spawned;
  std::vector<int> received;
  directory where;
  role_key risk{"risk", 0};
};

TEST_F(directory_test, finds_what_was_put_and_forgets_what_was_removed) {
  const auto actor = spawn();
  EXPECT_FALSE(where.find(risk));
  EXPECT_TRUE(where.put(risk, {actor, "a", 1, false}));
  ASSERT_TRUE(where.find(risk));
  EXPECT_EQ(where.find(risk)->handle, actor);
  EXPECT_FALSE(where.find({"risk", 1}));
  EXPECT_TRUE(where.remove(risk, 1));
  EXPECT_FALSE(where.find(risk));
}

TEST_F(directory_test, ignores_late_news_of_an_earlier_incarnation) {
  const auto first = spawn();
  const auto second = spawn();
  where.put(risk, {second, "a", 2, true});
  EXPECT_FALSE(where.put(risk, {first, "a", 1, true}));
  EXPECT_FALSE(where.remove(risk, 1));
  EXPECT_FALSE(where.set_ready(risk, 1, false));
  ASSERT_TRUE(where.find(risk));
  EXPECT_EQ(where.find(risk)->handle, second);
  EXPECT_TRUE(where.put(risk, {first, "b", 1, true})) << "another node counts for itself";
}

TEST_F(directory_test, changes_its_version_with_every_change_and_only_then) {
  const auto actor = spawn();
  auto last = where.version();
  const auto changed = [&] { return std::exchange(last, where.version()) != where.version(); };
  where.put(risk, {actor, "a", 1, false});
  EXPECT_TRUE(changed());
  where.set_ready(risk, 1, true);
  EXPECT_TRUE(changed());
  where.set_ready(risk, 1, true);
  where.remove(risk, 9);
  EXPECT_FALSE(changed());
  where.remove(risk, 1);
  EXPECT_TRUE(changed());
}

TEST_F(directory_test, tells_its_watchers_without_its_lock_until_they_unwatch) {
  const auto actor = spawn();
  std::vector<std::string> heard;
  const auto token = where.watch([&](const directory::change& happened) {
    heard.push_back(happened.key.role + (where.find(happened.key) ? " there" : " gone"));
  });
  where.put(risk, {actor, "a", 1, false});
  where.put({"feed", 0}, {actor, "b", 1, true});
  where.remove_node("b");
  where.clear();
  EXPECT_EQ(heard,
            (std::vector<std::string>{"risk there", "feed there", "feed gone", "risk gone"}));
  where.unwatch(token);
  where.put(risk, {actor, "a", 2, false});
  EXPECT_EQ(heard.size(), 4U);
}

TEST_F(directory_test, forgets_an_actor_that_ends_but_not_its_successor) {
  const auto first = spawn();
  where.put(risk, {first, "a", 1, true});
  remove_on_exit(where, risk, *where.find(risk));
  caf::anon_send_exit(first, caf::exit_reason::kill);
  scheduler.run();
  EXPECT_FALSE(where.find(risk));

  const auto second = spawn();
  const auto third = spawn();
  where.put(risk, {second, "a", 2, true});
  remove_on_exit(where, risk, *where.find(risk));
  where.put(risk, {third, "a", 3, true});
  caf::anon_send_exit(second, caf::exit_reason::kill);
  scheduler.run();
  ASSERT_TRUE(where.find(risk));
  EXPECT_EQ(where.find(risk)->handle, third);
}

TEST_F(directory_test, serves_readers_and_writers_on_several_threads) {
  const auto actor = spawn();
  std::vector<std::thread> writers;
  for (std::uint32_t shard = 0; shard < 4; ++shard) {
    writers.emplace_back([&, shard] {
      for (std::uint64_t incarnation = 1; incarnation <= 500; ++incarnation) {
        where.put({"signal", shard}, {actor, "a", incarnation, true});
        EXPECT_EQ(where.find({"signal", shard})->incarnation, incarnation);
      }
    });
  }
  for (auto& writer : writers) {
    writer.join();
  }
  EXPECT_EQ(where.entries().size(), 4U);
  EXPECT_EQ(where.version(), 2'000U);
}

TEST_F(directory_test, a_reference_follows_the_role_and_counts_what_it_cannot_send) {
  counter drops;
  role_ref<caf::actor> reference{where, risk, drops};
  caf::scoped_actor self{system};
  EXPECT_EQ(reference.get(), nullptr);
  EXPECT_FALSE(reference.send_from(self.ptr(), 1));
  EXPECT_EQ(drops.value(), 1U);

  where.put(risk, {spawn(), "a", 1, false});
  EXPECT_EQ(reference.get(), nullptr) << "not ready yet";
  where.set_ready(risk, 1, true);
  EXPECT_TRUE(reference.send_from(self.ptr(), 2));
  where.put(risk, {spawn(), "a", 2, true});
  ASSERT_NE(reference.get(), nullptr);
  EXPECT_EQ(*reference.get(), spawned.back());
  where.remove(risk, 2);
  EXPECT_FALSE(reference.send_from(self.ptr(), 3));
  scheduler.run();
  EXPECT_EQ(received, std::vector{2});
  EXPECT_EQ(drops.value(), 2U);
}

TEST_F(directory_test, a_reference_that_accepts_the_unready_sends_to_them) {
  counter drops;
  role_ref<caf::actor> reference{where, risk, drops, readiness::accept_unready};
  where.put(risk, {spawn(), "a", 1, false});
  EXPECT_NE(reference.get(), nullptr);
}

} // namespace
} // namespace troupe::runtime::directory_test
