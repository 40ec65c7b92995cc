// The tie rule of crossings.
#include "trading/indicators/crossing.hpp"

#include <gtest/gtest.h>

namespace troupe::trading::crossing_test {
namespace {

crossing::gaps after(double before, double now) {
  crossing lines;
  lines.update(before, 0.0);
  return *lines.update(now, 0.0);
}

TEST(crossing, says_nothing_before_there_is_a_before) {
  crossing lines;
  EXPECT_FALSE(lines.update(1.0, 2.0));
  EXPECT_TRUE(lines.update(3.0, 2.0));
}

TEST(crossing, takes_a_gap_within_1e_9_for_a_tie) {
  EXPECT_FALSE(after(-1.0, 1e-9).above()) << "a touch is no cross";
  EXPECT_TRUE(after(1e-9, 1.0).above()) << "leaving a touch is one";
  EXPECT_TRUE(after(-1.0, 1.1e-9).above());
  EXPECT_FALSE(after(1.1e-9, 1.0).above());
}

TEST(crossing, mirrors_above_and_below) {
  for (const double before : {-5.0, -1e-9, 0.0, 1e-9, 2e-9, 5.0})
    for (const double now : {-5.0, -2e-9, -1e-9, 0.0, 1e-9, 2e-9, 5.0}) {
      EXPECT_EQ(after(before, now).above(), after(-before, -now).below());
      EXPECT_FALSE(after(before, now).above() && after(before, now).below());
    }
}

} // namespace
} // namespace troupe::trading::crossing_test
