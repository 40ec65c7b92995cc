#include "runtime/clock.hpp"

#include <gtest/gtest.h>

namespace troupe::runtime::clock_test {
namespace {

TEST(clock, the_machines_steady_clock_never_goes_back) {
  const system_clock_source clock;
  auto last = clock.steady_ns();
  for (int reading = 0; reading < 1'000; ++reading) {
    const auto now = clock.steady_ns();
    EXPECT_GE(now, last);
    last = now;
  }
  EXPECT_GT(clock.utc_ns(), 1'700'000'000'000'000'000);
}

TEST(clock, a_manual_clock_moves_only_when_told) {
  manual_clock clock{1'000};
  EXPECT_EQ(clock.utc_ns(), 1'000);
  EXPECT_EQ(clock.steady_ns(), 0);
  clock.advance(5);
  EXPECT_EQ(clock.utc_ns(), 1'005);
  EXPECT_EQ(clock.steady_ns(), 5);
}

} // namespace
} // namespace troupe::runtime::clock_test
