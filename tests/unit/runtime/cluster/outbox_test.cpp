#include "runtime/cluster/outbox.hpp"

#include <gtest/gtest.h>

namespace troupe::runtime::cluster::outbox_test {
namespace {

const envelope message{"risk", 0, std::string(100, 'x')};

TEST(outbox, gathers_what_waits_into_one_batch) {
  outbox box{4, 10'000, 1'000'000};
  EXPECT_FALSE(box.next());
  for (int index = 0; index < 10; ++index) {
    EXPECT_TRUE(box.add(message));
  }
  EXPECT_EQ(box.pending_envelopes(), 10U);
  const auto leaving = box.next();
  ASSERT_TRUE(leaving);
  EXPECT_EQ(leaving->count, 10U);
  EXPECT_EQ(box.pending_bytes(), 0U);
  EXPECT_FALSE(box.next());
}

TEST(outbox, sends_no_more_than_its_window_until_the_peer_acknowledges) {
  outbox box{2, 1, 1'000'000}; // every envelope is a batch
  for (int index = 0; index < 5; ++index) {
    box.add(message);
  }
  EXPECT_TRUE(box.next());
  EXPECT_TRUE(box.next());
  EXPECT_FALSE(box.next());
  EXPECT_TRUE(box.acknowledge(1));
  EXPECT_TRUE(box.next());
  EXPECT_FALSE(box.next());
  EXPECT_TRUE(box.acknowledge(3));
  EXPECT_TRUE(box.next());
  EXPECT_TRUE(box.next());
  EXPECT_EQ(box.pending_envelopes(), 0U);
}

TEST(outbox, refuses_to_pass_its_bound_and_takes_more_once_it_has_room) {
  outbox box{64, 500, 1'000};
  int taken = 0;
  while (box.add(message)) {
    ++taken;
    ASSERT_LT(taken, 100);
  }
  EXPECT_GT(taken, 5);
  EXPECT_LE(box.pending_bytes(), 1'100U);
  EXPECT_TRUE(box.next());
  EXPECT_TRUE(box.add(message));
}

TEST(outbox, refuses_an_acknowledgement_of_what_was_not_sent_or_is_older_than_the_last) {
  outbox box{4, 1, 1'000};
  box.add(message);
  EXPECT_FALSE(box.acknowledge(1));
  box.next();
  EXPECT_TRUE(box.acknowledge(1));
  EXPECT_FALSE(box.acknowledge(0));
}

} // namespace
} // namespace troupe::runtime::cluster::outbox_test
