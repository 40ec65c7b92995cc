// The book against a plain one that sorts, over random flow.
#include "trading/matching/limit_book.hpp"

#include "trading/matching/splitmix64.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <list>

namespace troupe::trading::limit_book_test {
namespace {

constexpr limit_book::step steps = 4096;

struct plain_order {
  std::uint64_t owner;
  side of;
  limit_book::step at;
  std::uint64_t qty;
};

// Orders in the order of arrival; the best is looked for every time.
class plain_book {
public:
  std::vector<plain_order> fills;

  std::uint64_t add(plain_order order) {
    while (order.qty > 0) {
      const auto maker = best_against(order);
      if (maker == resting_.end())
        break;
      const auto part = std::min(order.qty, maker->qty);
      fills.push_back({maker->owner, maker->of, maker->at, part});
      order.qty -= part;
      maker->qty -= part;
      if (maker->qty == 0)
        resting_.erase(maker);
    }
    if (order.qty > 0)
      resting_.push_back(order);
    return order.qty;
  }

  bool cancel(std::uint64_t owner) {
    return std::erase_if(resting_, [&](const auto& each) { return each.owner == owner; }) > 0;
  }

  std::uint64_t qty_at(side of, limit_book::step at) const {
    std::uint64_t sum = 0;
    for (const auto& each : resting_)
      sum += each.of == of && each.at == at ? each.qty : 0;
    return sum;
  }
  std::size_t size() const { return resting_.size(); }

private:
  std::list<plain_order>::iterator best_against(const plain_order& taker) {
    auto best = resting_.end();
    for (auto each = resting_.begin(); each != resting_.end(); ++each) {
      const bool buys = taker.of == side::buy;
      if (each->of == taker.of || (buys ? each->at > taker.at : each->at < taker.at))
        continue;
      if (best == resting_.end() || (buys ? each->at < best->at : each->at > best->at))
        best = each;
    }
    return best;
  }

  std::list<plain_order> resting_;
};

TEST(limit_book, gives_the_fills_of_a_book_that_sorts) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE(seed);
    splitmix64 bits(seed);
    limit_book book(steps, 4096);
    plain_book plain;
    std::vector<limit_book::handle> handles{{}};
    std::vector<plain_order> fills;
    for (std::uint64_t id = 1; id < 4000; ++id) {
      const auto which = bits.below(2) == 0 ? side::buy : side::sell;
      const auto at =
          static_cast<limit_book::step>(2000 + bits.below(40) + (bits.below(50) == 0 ? 1900 : 0));
      const auto qty = 1 + bits.below(20);
      const auto made = book.add(id, which, at, qty, true, [&](const limit_book::fill& fill) {
        fills.push_back(
            {fill.owner, which == side::buy ? side::sell : side::buy, fill.at, fill.qty});
      });
      handles.push_back(made.rest);
      ASSERT_EQ(made.left, plain.add({id, which, at, qty}));
      ASSERT_EQ(fills.size(), plain.fills.size());
      const auto gone = 1 + bits.below(id);
      ASSERT_EQ(book.cancel(handles[gone]), plain.cancel(gone));
      ASSERT_EQ(book.size(), plain.size());
      ASSERT_EQ(book.qty_at(which, at), plain.qty_at(which, at));
    }
    ASSERT_GT(fills.size(), 1000u);
    for (std::size_t index = 0; index < fills.size(); ++index) {
      ASSERT_EQ(fills[index].owner, plain.fills[index].owner);
      ASSERT_EQ(fills[index].qty, plain.fills[index].qty);
      ASSERT_EQ(fills[index].at, plain.fills[index].at);
    }
  }
}

const auto nobody = [](const limit_book::fill&) {};

TEST(limit_book, tells_the_queue_before_an_order_and_keeps_its_place_when_it_shrinks) {
  limit_book book(steps, 8);
  const auto first = book.add(1, side::buy, 100, 30, true, nobody).rest;
  const auto second = book.add(2, side::buy, 100, 5, true, nobody).rest;
  EXPECT_EQ(book.ahead_of(second), 30u);
  EXPECT_TRUE(book.reduce(first, 10));
  EXPECT_FALSE(book.reduce(first, 20)) << "that is all of it";
  EXPECT_EQ(book.ahead_of(second), 20u);
  std::uint64_t owner = 0;
  book.add(3, side::sell, 100, 20, false, [&](const auto& fill) { owner = fill.owner; });
  EXPECT_EQ(owner, 1u);
  EXPECT_EQ(book.ahead_of(second), 0u);
  EXPECT_FALSE(book.cancel(first));
}

TEST(limit_book, lists_the_best_levels_first) {
  limit_book book(steps, 8);
  for (const auto at : {10u, 4095u, 12u})
    book.add(at, side::sell, at, at, true, nobody);
  book.add(1, side::sell, 12, 1, true, nobody);
  const auto levels = book.depth(side::sell, 2);
  ASSERT_EQ(levels.size(), 2u);
  EXPECT_EQ(levels[0].at, 10u);
  EXPECT_EQ(levels[1].qty, 13u);
  EXPECT_EQ(levels[1].orders, 2u);
  EXPECT_EQ(book.best(side::buy), std::nullopt);
  book.clear();
  EXPECT_EQ(book.size(), 0u);
  EXPECT_EQ(book.best(side::sell), std::nullopt);
}

TEST(limit_book, says_when_it_has_no_room_and_forgets_no_handle) {
  limit_book book(steps, 1);
  const auto first = book.add(1, side::buy, 100, 1, true, nobody).rest;
  const auto refused = book.add(2, side::buy, 101, 3, true, nobody);
  EXPECT_TRUE(refused.full);
  EXPECT_FALSE(refused.rest.rests());
  EXPECT_TRUE(book.cancel(first));
  const auto third = book.add(3, side::buy, 100, 1, true, nobody).rest;
  EXPECT_EQ(third.place, first.place);
  EXPECT_FALSE(book.cancel(first)) << "another has its place now";
  EXPECT_TRUE(book.cancel(third));
}

} // namespace
} // namespace troupe::trading::limit_book_test
