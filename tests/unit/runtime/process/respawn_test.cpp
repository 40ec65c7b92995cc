#include "runtime/process/respawn.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>

namespace troupe::runtime::process::respawn_test {
namespace {

// Runs respawn in a process of its own, over a shell script that counts its runs in a file.
class respawn_test : public testing::Test {
protected:
  void SetUp() override {
    path = testing::TempDir() + "troupe_respawn_" + std::to_string(::getpid());
    std::filesystem::remove(path);
  }
  void TearDown() override { std::filesystem::remove(path); }

  pid_t launch(const std::string& script) const {
    respawn_options options;
    options.program = "/bin/sh";
    options.command = {"sh", "-c", "echo run >> " + path + "; " + script, "--respawn"};
    options.initial_delay_ms = 1;
    options.maximum_delay_ms = 5;
    const pid_t parent = ::fork();
    if (parent == 0) {
      ::_exit(respawn(options));
    }
    return parent;
  }

  static int exit_code(pid_t parent) {
    int status = 0;
    ::waitpid(parent, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  std::size_t runs() const {
    std::ifstream file{path};
    std::size_t count = 0;
    for (std::string line; std::getline(file, line);) {
      ++count;
    }
    return count;
  }

  static bool eventually(const std::function<bool()>& condition) {
    for (int attempt = 0; attempt < 2'000; ++attempt) {
      if (condition()) {
        return true;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    return false;
  }

  std::string path;
};

TEST_F(respawn_test, ends_with_its_child_when_that_is_done_or_was_used_wrongly) {
  EXPECT_EQ(exit_code(launch("exit 0")), 0);
  EXPECT_EQ(exit_code(launch("exit 2")), 2);
  EXPECT_EQ(runs(), 2U);
}

TEST_F(respawn_test, restarts_a_child_that_fails_or_is_killed) {
  const auto fail_twice =
      "n=$(wc -l < " + path + "); [ $n -lt 2 ] && exit 1; " + "[ $n -lt 3 ] && kill -9 $$; exit 0";
  EXPECT_EQ(exit_code(launch(fail_twice)), 0);
  EXPECT_EQ(runs(), 3U);
}

TEST_F(respawn_test, leaves_its_own_flag_out_of_the_childs_command_line) {
  EXPECT_EQ(exit_code(launch("[ \"$0\" = --respawn ] && exit 2; exit 0")), 0);
}

TEST_F(respawn_test, hands_a_signal_on_and_does_not_restart_after_it) {
  const pid_t parent = launch("trap 'exit 7' TERM; while true; do sleep 0.01; done");
  ASSERT_TRUE(eventually([this] { return runs() == 1; }));
  std::this_thread::sleep_for(std::chrono::milliseconds{50}); // for the shell to set its trap
  ::kill(parent, SIGTERM);
  EXPECT_EQ(exit_code(parent), 7);
  EXPECT_EQ(runs(), 1U);
}

TEST_F(respawn_test, takes_its_child_along_when_it_is_killed) {
  const pid_t parent = launch("echo $$ > " + path + ".pid; while true; do sleep 0.01; done");
  pid_t child = 0;
  ASSERT_TRUE(eventually([&] { return std::ifstream{path + ".pid"} >> child && child > 0; }));
  ::kill(parent, SIGKILL);
  ::waitpid(parent, nullptr, 0);
  EXPECT_TRUE(eventually([&] {
    std::string field;
    std::ifstream status{"/proc/" + std::to_string(child) + "/stat"};
    return !(status >> field >> field >> field) || field == "Z";
  }));
  std::filesystem::remove(path + ".pid");
}

} // namespace
} // namespace troupe::runtime::process::respawn_test
