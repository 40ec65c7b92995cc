#include "runtime/random.hpp"

#include <gtest/gtest.h>

#include <array>

namespace troupe::runtime::random_test {
namespace {

TEST(generator, seeds_with_the_published_sequence_of_splitmix64) {
  // The first outputs of Vigna's reference program for the seed 0.
  std::uint64_t state = 0;
  const std::array<std::uint64_t, 3> published = {0xe220a8397b1dcdafULL, 0x6e789e6aa1b965f4ULL,
                                                  0x06c45d188009454fULL};
  for (const auto expected : published) {
    state += 0x9e3779b97f4a7c15ULL;
    EXPECT_EQ(generator::mix(state), expected);
  }
}

TEST(generator, repeats_itself_for_a_seed_and_differs_between_seeds) {
  generator first{7};
  generator same{7};
  generator other{8};
  int equal_to_other = 0;
  for (int draw = 0; draw < 1'000; ++draw) {
    const auto value = first();
    EXPECT_EQ(value, same());
    equal_to_other += value == other() ? 1 : 0;
  }
  EXPECT_EQ(equal_to_other, 0);
}

TEST(generator, draws_evenly_below_its_bound) {
  generator random{42};
  std::array<int, 10> counts{};
  for (int draw = 0; draw < 100'000; ++draw) {
    ++counts.at(random.below(10));
  }
  for (const int count : counts) {
    EXPECT_NEAR(count, 10'000, 500);
  }
  EXPECT_EQ(random.below(0), 0U);
  EXPECT_EQ(random.below(1), 0U);
}

} // namespace
} // namespace troupe::runtime::random_test
