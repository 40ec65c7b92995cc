// Replacements in the order book, and what a group or a replacement puts at stake: once.
#include "trading/orders/order_replacement.hpp"

#include "trading/orders/order_book.hpp"
#include "trading/orders/order_stake.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <utility>
#include <variant>
#include <vector>

namespace troupe::trading::order_replacement_test {
namespace {

const auto apple = symbol::of("AAPL");

intent asked_for(const char* id, std::int64_t qty, std::int64_t limit, time_ns at = 100) {
  intent asked;
  asked.request.client_order_id = id;
  asked.request.symbol = apple;
  asked.request.type = order_type::limit;
  asked.request.qty = quantity::of(qty);
  asked.request.limit_price = price::of(limit);
  asked.strategy = "manual";
  asked.market_ns = at;
  return asked;
}

intent replacing(const char* id, const char* replaces, std::int64_t qty, std::int64_t limit,
                 time_ns at = 200) {
  auto asked = asked_for(id, qty, limit, at);
  asked.request.replaces = replaces;
  return asked;
}

intent leg(const char* id, const char* parent, std::int64_t qty) {
  auto asked = asked_for(id, qty, 160);
  asked.request.side = side::sell;
  asked.request.order_class = order_class::bracket;
  asked.request.parent_id = parent;
  return asked;
}

order_event told(const char* id, order_event_kind kind, std::int64_t qty = 0,
                 std::int64_t cumulative = 0) {
  order_event event;
  event.kind = kind;
  event.client_order_id = id;
  event.order_id = std::string("v-") + id;
  event.symbol = apple;
  event.market_ns = 300;
  event.qty = quantity::of(qty);
  event.px = price::of(10);
  event.cumulative_qty = quantity::of(cumulative);
  if (qty != 0)
    event.execution_id = std::string(id) + std::to_string(cumulative);
  return event;
}

using step = std::variant<intent, order_event>;

order_book folded(const std::vector<step>& steps) {
  order_book book;
  for (const auto& each : steps)
    std::visit([&](const auto& happened) { book.fold(happened); }, each);
  return book;
}

order_status status_of(const order_book& book, const char* id) {
  return book.find(id)->status;
}

TEST(replacement, is_pending_until_it_has_come_about_or_failed) {
  const std::vector<step> placed{asked_for("a", 10, 100), told("a", order_event_kind::open),
                                 replacing("b", "a", 10, 101)};
  EXPECT_EQ(status_of(folded(placed), "a"), order_status::pending_replace);
  for (const auto kind : {order_event_kind::rejected, order_event_kind::resolved}) {
    auto failed = placed;
    failed.emplace_back(told("b", kind));
    EXPECT_EQ(status_of(folded(failed), "a"), order_status::open);
  }
  auto unknown = placed;
  unknown.emplace_back(told("b", order_event_kind::unknown));
  EXPECT_EQ(status_of(folded(unknown), "a"), order_status::pending_replace);
  auto done = placed;
  done.emplace_back(told("a", order_event_kind::replaced));
  done.emplace_back(told("b", order_event_kind::open));
  EXPECT_EQ(status_of(folded(done), "a"), order_status::replaced);
  EXPECT_EQ(folded(done).find("a")->replaced_by, "b");
}

TEST(replacement, comes_out_alike_in_whatever_order_its_events_are_folded) {
  const std::vector<step> steps{asked_for("a", 10, 100),
                                told("a", order_event_kind::partial_fill, 3, 3),
                                replacing("b", "a", 12, 101),
                                told("a", order_event_kind::replaced),
                                told("b", order_event_kind::open),
                                told("b", order_event_kind::partial_fill, 4, 4)};
  std::array<std::size_t, 6> order{0, 1, 2, 3, 4, 5};
  const auto straight = folded(steps);
  const auto expected = straight.all();
  ASSERT_EQ(expected.size(), 2u);
  EXPECT_EQ(expected[1]->carried_qty, quantity::of(3));
  EXPECT_EQ(expected[1]->open_qty(), quantity::of(5));
  do {
    std::vector<step> shuffled;
    for (const auto index : order)
      shuffled.push_back(steps[index]);
    const auto book = folded(shuffled);
    const auto found = book.all();
    ASSERT_EQ(found.size(), 2u);
    for (std::size_t index = 0; index < 2; ++index) {
      EXPECT_EQ(found[index]->status, index == 0 ? order_status::replaced
                                                 : order_status::partially_filled);
      EXPECT_EQ(found[index]->open_qty(), index == 0 ? quantity::of(7) : quantity::of(5));
    }
    EXPECT_EQ(book.open_orders().size(), 1u);
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST(replacement, is_filled_when_both_orders_together_are) {
  const auto book = folded({asked_for("a", 10, 100),
                            told("a", order_event_kind::partial_fill, 4, 4),
                            replacing("b", "a", 10, 101), told("b", order_event_kind::open),
                            told("a", order_event_kind::replaced),
                            told("b", order_event_kind::partial_fill, 6, 6)});
  EXPECT_EQ(status_of(book, "b"), order_status::filled);
}

TEST(replacement, changes_what_is_named_and_tells_the_venue_no_more) {
  const auto book = folded({asked_for("a", 10, 100), told("a", order_event_kind::open)});
  order_change change;
  change.limit_price = price::of(99);
  const auto after = request_after(change, *book.find("a"));
  EXPECT_EQ(after.replaces, "a");
  EXPECT_EQ(after.qty, quantity::of(10));
  const auto again = change_between(book.find("a")->request, after);
  EXPECT_EQ(again.limit_price, price::of(99));
  EXPECT_FALSE(again.qty || again.stop_price || again.trail || again.time_in_force);
}

TEST(stake, of_an_order_and_its_replacement_is_the_greater_of_both) {
  const auto book = folded({asked_for("a", 10, 100), told("a", order_event_kind::open),
                            replacing("b", "a", 4, 110)});
  EXPECT_FALSE(counts(book, *book.find("a")));
  ASSERT_TRUE(counts(book, *book.find("b")));
  EXPECT_EQ(quantity_at_stake(book, *book.find("b")), quantity::of(10));
  EXPECT_EQ(price_at_stake(book, *book.find("b")), price::of(110));
}

TEST(stake, of_a_bracket_is_its_entry_and_then_one_of_its_legs) {
  std::vector<step> steps{asked_for("a", 10, 100), told("a", order_event_kind::open),
                          leg("l1", "a", 10), leg("l2", "a", 10)};
  const auto counted = [&] {
    const auto book = folded(steps);
    std::vector<std::string> ids;
    book.each_open([&](const order& open) {
      if (counts(book, open))
        ids.push_back(open.request.client_order_id);
    });
    return ids;
  };
  EXPECT_EQ(counted(), (std::vector<std::string>{"a"}));
  steps.emplace_back(told("a", order_event_kind::fill, 10, 10));
  EXPECT_EQ(counted(), (std::vector<std::string>{"l2"}));
  steps.emplace_back(told("l2", order_event_kind::partial_fill, 4, 4));
  EXPECT_EQ(counted(), (std::vector<std::string>{"l1"}));
}

TEST(legs, follow_their_order_through_its_replacements) {
  const auto book = folded({asked_for("a", 10, 100), leg("l1", "a", 10),
                            told("a", order_event_kind::open), replacing("b", "a", 10, 101),
                            told("a", order_event_kind::replaced),
                            told("b", order_event_kind::open)});
  ASSERT_EQ(book.legs_of("b").size(), 1u);
  EXPECT_EQ(book.legs_of("b")[0]->request.client_order_id, "l1");
  EXPECT_TRUE(waits_for_its_group(book, *book.find("l1")));
}

} // namespace
} // namespace troupe::trading::order_replacement_test
