#include "trading/evidence_list.hpp"

#include "tests/unit/allocation_count.hpp"
#include "trading/decision.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

namespace troupe::trading::evidence_list_test {
namespace {

using numbers = evidence_list<std::int64_t, 4>;

TEST(evidence_list, shares_its_values_until_one_of_the_copies_is_changed) {
  numbers first{1, 2};
  auto second = first;
  EXPECT_EQ(first.data(), second.data());
  second.push_back(3);
  EXPECT_EQ(first, (numbers{1, 2}));
  EXPECT_EQ(second, (numbers{1, 2, 3}));
}

TEST(evidence_list, has_room_for_its_capacity_and_no_more) {
  numbers full{1, 2, 3, 4};
  EXPECT_THROW(full.push_back(5), std::length_error);
  EXPECT_EQ(full.size(), 4U);
}

TEST(evidence_list, grows_when_it_was_kept_on_the_heap) {
  const std::vector<std::int64_t> told{7, 8};
  auto kept = numbers::keep(told);
  kept.push_back(9);
  EXPECT_EQ(kept, (numbers{7, 8, 9}));
  EXPECT_TRUE(numbers::keep({}).empty());
}

TEST(evidence_list, goes_to_the_heap_when_too_many_are_in_flight_and_back) {
  std::vector<numbers> held;
  held.reserve(numbers::blocks_max + 10);
  for (std::uint32_t index = 0; index < numbers::blocks_max + 10; ++index)
    held.push_back({index});
  for (std::uint32_t index = 0; index < held.size(); ++index)
    ASSERT_EQ(held[index].front(), index);
  held.clear();
  const auto before = allocation_count();
  for (std::uint32_t index = 0; index < numbers::blocks_max; ++index)
    held.push_back({index});
  EXPECT_EQ(allocation_count(), before);
}

TEST(evidence_list, never_gives_one_block_to_two_threads) {
  std::atomic<int> broken{0};
  const auto work = [&broken](std::int64_t mark) {
    std::vector<numbers> held(16);
    for (int turn = 0; turn < 20'000; ++turn) {
      auto& each = held[static_cast<std::size_t>(turn) % held.size()];
      if (!each.empty() && (each.size() != 2 || each[0] != mark || each[1] != mark))
        ++broken;
      each = {mark, mark};
    }
  };
  std::thread left(work, 1);
  std::thread right(work, 2);
  left.join();
  right.join();
  EXPECT_EQ(broken, 0);
}

TEST(decision, is_copied_without_an_allocation) {
  decision made;
  made.inputs = {{"k", number::of(1)}};
  made.gates = {{"k_above_d", number::of(1), ">", number{}, true}};
  const auto before = allocation_count();
  const auto copy = made;
  EXPECT_EQ(allocation_count(), before);
  EXPECT_EQ(copy, made);
}

} // namespace
} // namespace troupe::trading::evidence_list_test
