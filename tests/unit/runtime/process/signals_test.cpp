#include "runtime/process/signals.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <vector>

namespace troupe::runtime::process::signals_test {
namespace {

TEST(signals, tells_of_every_stop_signal_on_the_io_context) {
  boost::asio::io_context io;
  std::vector<int> told;
  const signals watching{io, [&](int number) { told.push_back(number); }};
  for (const int number : {SIGTERM, SIGINT}) {
    const auto before = told.size();
    std::raise(number);
    while (told.size() == before && io.run_one_for(std::chrono::seconds{5}) > 0) {
    }
  }
  EXPECT_EQ(told, (std::vector{SIGTERM, SIGINT}));
}

TEST(signals, keeps_no_work_alive_after_its_end) {
  boost::asio::io_context io;
  {
    const signals watching{io, [](int) { FAIL(); }};
  }
  io.run();
  EXPECT_TRUE(io.stopped());
}

} // namespace
} // namespace troupe::runtime::process::signals_test
