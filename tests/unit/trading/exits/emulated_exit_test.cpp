// A position is left exactly once, however calls, fills and ends of orders are interleaved; and how
// long one stands bare is measured.
#include "trading/exits/emulated_exit.hpp"
#include "trading/exits/protection_watch.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <stdexcept>

namespace troupe::trading::emulated_exit_test {
namespace {

constexpr std::uint64_t seed = 1;
using state = emulated_exit::state;

TEST(emulated_exit, sends_one_order_for_stop_and_target_together) {
  emulated_exit leaving(quantity::of(10));
  EXPECT_FALSE(leaving.call(exit_reason::none));
  EXPECT_EQ(leaving.call(exit_reason::stop), quantity::of(10));
  EXPECT_FALSE(leaving.call(exit_reason::target));
  EXPECT_FALSE(leaving.call(exit_reason::stop));
  leaving.fill(quantity::of(10));
  leaving.end_order();
  EXPECT_EQ(leaving.now(), state::left);
  EXPECT_FALSE(leaving.call(exit_reason::target));
  EXPECT_EQ(leaving.reason(), exit_reason::stop);
}

TEST(emulated_exit, asks_for_the_rest_of_an_order_that_ended_early) {
  emulated_exit leaving(quantity::of(10));
  leaving.call(exit_reason::target);
  leaving.fill(quantity::of(4));
  leaving.end_order();
  EXPECT_EQ(leaving.now(), state::watching);
  EXPECT_EQ(leaving.call(exit_reason::stop), quantity::of(6));
}

TEST(emulated_exit, takes_no_fill_that_it_did_not_ask_for) {
  EXPECT_THROW(emulated_exit(quantity{}), std::invalid_argument);
  emulated_exit leaving(quantity::of(1));
  EXPECT_THROW(leaving.fill(quantity::of(1)), std::logic_error);
  leaving.call(exit_reason::stop);
  EXPECT_THROW(leaving.fill(quantity::of(2)), std::logic_error);
}

TEST(emulated_exit, leaves_exactly_what_was_held_whatever_happens) {
  for (std::uint64_t round = 0; round < 2'000; ++round) {
    SCOPED_TRACE(seed + round);
    std::mt19937_64 random(seed + round);
    const auto held = quantity::of(1 + static_cast<std::int64_t>(random() % 20));
    emulated_exit leaving(held);
    quantity at_broker; // what an order that is out may still fill
    quantity sold;
    for (int event = 0; event < 200; ++event) {
      const auto why = static_cast<exit_reason>(random() % 6);
      if (const auto sent = leaving.call(why)) {
        ASSERT_TRUE(at_broker.is_zero());
        ASSERT_NE(why, exit_reason::none);
        at_broker = *sent;
      }
      ASSERT_LE(sold + at_broker, held);
      if (!at_broker.is_zero() && random() % 2 == 0) {
        const auto part =
            std::min(at_broker, quantity::of(1 + static_cast<std::int64_t>(random() % 4)));
        leaving.fill(part);
        at_broker -= part;
        sold += part;
      }
      if (at_broker.is_zero() || random() % 5 == 0) {
        at_broker = quantity{};
        leaving.end_order();
      }
    }
    ASSERT_EQ(sold, held - leaving.left_over());
    ASSERT_EQ(leaving.now(), state::left);
  }
}

TEST(protection_watch, measures_how_long_a_position_stands_bare) {
  protection_watch watch;
  watch.update(100, quantity{}, quantity{});
  watch.update(200, quantity::of(-5), quantity{});
  EXPECT_TRUE(watch.is_bare());
  watch.update(250, quantity::of(-5), quantity::of(4));
  watch.advance(300);
  EXPECT_EQ(watch.bare_for_ns(), 100);
  watch.update(310, quantity::of(-5), quantity::of(5));
  EXPECT_FALSE(watch.is_bare());
  watch.update(400, quantity::of(-9), quantity::of(5));
  watch.update(405, quantity{}, quantity{});
  watch.advance(9'999);
  EXPECT_EQ(watch.longest_ns(), 110);
  EXPECT_EQ(watch.total_ns(), 115);
}

} // namespace
} // namespace troupe::trading::emulated_exit_test
