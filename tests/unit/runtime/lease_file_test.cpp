#include "runtime/lease.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

namespace troupe::runtime::lease_file_test {
namespace {

constexpr std::int64_t ms = 1'000'000;

class lease_file_test : public testing::Test {
protected:
  void SetUp() override {
    directory = testing::TempDir() + "troupe_lease_" + std::to_string(::getpid());
    std::filesystem::remove_all(directory);
  }
  void TearDown() override { std::filesystem::remove_all(directory); }

  std::unique_ptr<lease> make(const std::string& scope = "main") {
    return make_lease_file({directory, scope, 6'000}, clock);
  }

  std::string directory;
  manual_clock clock;
};

TEST_F(lease_file_test, gives_every_acquisition_a_higher_epoch) {
  for (std::uint64_t expected = 1; expected <= 5; ++expected) {
    auto mine = make();
    const auto granted = mine->acquire("a");
    ASSERT_TRUE(granted);
    EXPECT_EQ(granted->epoch, expected);
    EXPECT_TRUE(mine->check(expected));
  }
}

TEST_F(lease_file_test, refuses_a_second_holder_and_names_the_first) {
  auto first = make();
  ASSERT_TRUE(first->acquire("node-a"));
  auto second = make();
  const auto refused = second->acquire("node-b");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.failure().code, "lease_held");
  EXPECT_NE(refused.failure().message.find("node-a"), std::string::npos);
  EXPECT_NE(refused.failure().message.find(std::to_string(::getpid())), std::string::npos);
  EXPECT_TRUE(make("other")->acquire("node-b")) << "another account is another lease";
  first->release();
  EXPECT_EQ(second->acquire("node-b")->epoch, 2U);
}

TEST_F(lease_file_test, is_free_at_once_when_its_holder_is_killed) {
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t holder = ::fork();
  if (holder == 0) {
    auto theirs = make();
    const char held = theirs->acquire("node-a") ? 'y' : 'n';
    [[maybe_unused]] const auto told = ::write(ready[1], &held, 1);
    ::pause();
    ::_exit(0);
  }
  char held = 'n';
  ASSERT_EQ(::read(ready[0], &held, 1), 1);
  ASSERT_EQ(held, 'y');
  auto mine = make();
  const auto refused = mine->acquire("node-b");
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.failure().message.find(std::to_string(holder)), std::string::npos);
  ::kill(holder, SIGKILL);
  ::waitpid(holder, nullptr, 0);
  const auto granted = mine->acquire("node-b");
  ASSERT_TRUE(granted);
  EXPECT_EQ(granted->epoch, 2U);
}

TEST_F(lease_file_test, expires_by_its_own_clock_unless_renewed) {
  auto mine = make();
  ASSERT_TRUE(mine->acquire("a"));
  clock.advance(5'999 * ms);
  EXPECT_TRUE(mine->held());
  EXPECT_TRUE(mine->renew());
  clock.advance(5'999 * ms);
  EXPECT_TRUE(mine->check(1));
  clock.advance(1 * ms);
  EXPECT_FALSE(mine->held());
  EXPECT_EQ(mine->check(1).failure().code, "lease_expired");
}

TEST_F(lease_file_test, fences_every_epoch_but_the_last_one_granted) {
  auto mine = make();
  ASSERT_TRUE(mine->acquire("a"));
  ASSERT_TRUE(mine->acquire("a"));
  EXPECT_EQ(mine->check(1).failure().code, "lease_fenced");
  EXPECT_TRUE(mine->check(2));
  std::ofstream{directory + "/main.lease"} << "9 1 somebody\n";
  EXPECT_EQ(mine->check(2).failure().code, "lease_fenced");
  EXPECT_FALSE(mine->renew());
}

TEST_F(lease_file_test, gives_no_epoch_when_the_last_one_cannot_be_read) {
  ASSERT_TRUE(make()->acquire("a"));
  std::ofstream{directory + "/main.lease"} << "garbage";
  const auto granted = make()->acquire("a");
  ASSERT_FALSE(granted);
  EXPECT_EQ(granted.failure().code, "lease_unavailable");
}

TEST_F(lease_file_test, is_not_held_before_it_is_acquired_or_after_it_is_released) {
  auto mine = make();
  EXPECT_FALSE(mine->held());
  EXPECT_FALSE(mine->renew());
  ASSERT_TRUE(mine->acquire("a"));
  mine->release();
  EXPECT_FALSE(mine->held());
  EXPECT_FALSE(mine->renew());
}

} // namespace
} // namespace troupe::runtime::lease_file_test
