// A limit order book with price-time priority, for one symbol.
//
// Prices are steps of a grid, 0 to steps - 1; whoever uses the book says what a step is. A level
// is a list through the orders themselves, and two bits for each level, one for each side of the
// book and one for each word of them, lead to the best: adding, canceling and each fill take
// constant time. Everything is allocated by the constructor, and nothing after it.
//
// An order is known by a handle that no other order will have again within 2^32 uses of its place.
// Quantities are counts of the user's unit; a level holds less than 2^64 of it.
#pragma once

#include "trading/orders/order.hpp"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace troupe::trading {

class limit_book {
public:
  using step = std::uint32_t;

  struct handle {
    std::uint32_t place = nowhere;
    std::uint32_t use = 0;

    bool rests() const { return place != nowhere; }
    friend bool operator==(handle, handle) = default;
  };
  // An execution of an order that rested, at its price.
  struct fill {
    handle maker;
    std::uint64_t owner; // as given with the order
    step at;
    std::uint64_t qty;
    std::uint64_t left; // of the maker; its handle is void when nothing is
  };
  struct level {
    step at;
    std::uint64_t qty;
    std::uint32_t orders;
  };
  struct placed {
    handle rest;        // of what rests; rests() is false where nothing does
    std::uint64_t left; // not filled
    bool full = false;  // no room: what is left does not rest
  };

  // steps is a multiple of 4096, at least that. Some 44 bytes an order, and 16 a step and side.
  limit_book(step steps, std::uint32_t orders_max);

  // Fills against the other side, best level first and oldest order first, and rests what is left
  // if `rests`. `told` is called for each fill. The price is below steps, qty is not zero.
  template <class Told>
  placed add(std::uint64_t owner, side of, step at, std::uint64_t qty, bool rests, Told&& told) {
    const auto left =
        of == side::buy ? take<side::sell>(at, qty, told) : take<side::buy>(at, qty, told);
    if (left == 0 || !rests)
      return {{}, left};
    return rest(owner, of, at, left);
  }

  // False where the order is gone.
  bool cancel(handle which);
  // Takes from what is left of an order, which keeps its place in the queue. False where the order
  // is gone or has no more than that.
  bool reduce(handle which, std::uint64_t by);
  void clear(); // every handle is void

  std::optional<level> best(side of) const;
  // What rests before an order at its price; empty where the order is gone.
  std::optional<std::uint64_t> ahead_of(handle which) const;
  std::uint64_t qty_at(side of, step at) const { return half(of).levels[at].qty; }
  std::optional<std::uint64_t> qty_of(handle which) const;
  // The best levels of a side, at most so many.
  std::vector<level> depth(side of, std::size_t levels_max) const;
  std::uint32_t size() const { return size_; }
  step steps() const { return steps_; }

private:
  static constexpr std::uint32_t nowhere = ~std::uint32_t{0};

  struct resting {
    std::uint64_t owner;
    std::uint64_t qty;
    step at;
    std::uint32_t next;
    std::uint32_t previous;
    std::uint32_t use = 0; // odd while the place is taken
    side of;
  };
  struct queue {
    std::uint64_t qty = 0;
    std::uint32_t first = nowhere;
    std::uint32_t last = nowhere;
  };
  // One side: its levels, a bit for each that is not empty, and a bit for each word of those.
  struct book_side {
    std::vector<queue> levels;
    std::vector<std::uint64_t> words;
    std::vector<std::uint64_t> tops;
  };

  book_side& half(side of) { return sides_[of == side::buy ? 0 : 1]; }
  const book_side& half(side of) const { return sides_[of == side::buy ? 0 : 1]; }
  bool holds(handle which) const;
  placed rest(std::uint64_t owner, side of, step at, std::uint64_t qty);
  void remove(std::uint32_t place);
  void mark(book_side& of, step at);
  void unmark(book_side& of, step at);
  step lowest(const book_side& of) const;  // steps_ where the side is empty
  step highest(const book_side& of) const; // likewise

  // The best level is remembered: it is looked for only when it has emptied.
  template <side Maker>
  step best_step() {
    auto& known = best_[Maker == side::buy ? 0 : 1];
    auto& of = half(Maker);
    if (known == steps_ || of.levels[known].first == nowhere)
      known = Maker == side::buy ? highest(of) : lowest(of);
    return known;
  }

  template <side Maker, class Told>
  std::uint64_t take(step limit, std::uint64_t qty, Told& told) {
    while (qty > 0) {
      const auto at = best_step<Maker>();
      if (at == steps_ || (Maker == side::sell ? at > limit : at < limit))
        break;
      qty = take_level(half(Maker), at, qty, told);
    }
    return qty;
  }

  template <class Told>
  std::uint64_t take_level(book_side& of, step at, std::uint64_t qty, Told& told) {
    auto& line = of.levels[at];
    while (qty > 0 && line.first != nowhere) {
      const auto place = line.first;
      auto& maker = orders_[place];
      const auto part = qty < maker.qty ? qty : maker.qty;
      qty -= part;
      maker.qty -= part;
      line.qty -= part;
      const fill made{{place, maker.use}, maker.owner, at, part, maker.qty};
      if (maker.qty == 0)
        remove(place);
      told(made);
    }
    return qty;
  }

  step steps_;
  std::uint32_t size_ = 0;
  std::vector<resting> orders_;
  std::vector<std::uint32_t> free_; // places, a stack
  book_side sides_[2];
  step best_[2]; // where the best of each side was last; steps_ where it is not known
};

} // namespace troupe::trading
