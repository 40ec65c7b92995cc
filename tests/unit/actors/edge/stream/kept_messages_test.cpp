#include "actors/edge/stream/kept_messages.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <random>

namespace troupe::actors::kept_messages_test {

namespace {

told_message of(std::int64_t number, std::size_t bytes) {
  return {"quote", number, std::make_shared<const std::string>(bytes, 'x')};
}

} // namespace

TEST(kept_messages, keeps_the_last_ones_within_both_bounds_whatever_their_sizes) {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    const std::size_t largest = seed % 2 == 0 ? 200 : 400'000;
    kept_messages kept;
    std::deque<told_message> expected;
    std::size_t bytes = 0;
    for (std::int64_t number = 0; number < 1'500; ++number) {
      const auto told = of(number, random() % largest);
      kept.push(told);
      expected.push_back(told);
      bytes += told.data->size();
      while (expected.size() > kept_messages::count_max ||
             (expected.size() > 1 && bytes > kept_messages::bytes_max)) {
        bytes -= expected.front().data->size();
        expected.pop_front();
      }
      ASSERT_EQ(kept.size(), expected.size());
      ASSERT_EQ(kept[0].utc_ns, expected.front().utc_ns);
      ASSERT_EQ(kept.back().utc_ns, number);
      const auto between = random() % kept.size();
      ASSERT_EQ(kept[between].data, expected[between].data);
    }
  }
}

TEST(kept_messages, lets_go_of_what_it_forgets) {
  kept_messages kept;
  const auto first = of(1, 10);
  kept.push(first);
  EXPECT_EQ(first.data.use_count(), 2);
  for (std::size_t count = 0; count < kept_messages::count_max; ++count)
    kept.push(of(2, 10));
  EXPECT_EQ(first.data.use_count(), 1);
}

} // namespace troupe::actors::kept_messages_test
