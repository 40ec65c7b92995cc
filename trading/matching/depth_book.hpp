// One symbol's order book as a venue with depth would have it: what the market shows, and among it
// the account's orders, in price-time priority.
//
// What the market shows is made of its quotes: the best level of each side has the quote's size,
// and behind it stand four more, one price increment apart, of two, three, four and five times that
// size. A quote that repeats a level leaves its queue as it is: more size joins behind, less leaves
// from behind. A trade in the market takes from the side that it hits, the best price and the
// oldest order first, the account's orders in their turn; so an order fills once what stood before
// it has traded, or when the market moves through its price, and at most for the size that came.
//
// The grid of 65,536 increments is laid anew around the quote when that nears its edge: orders then
// stand behind what the market shows, in their old order. An order that is off the grid, where no
// quote is, waits until it is on it.
#pragma once

#include "trading/market/quote.hpp"
#include "trading/matching/limit_book.hpp"

#include <map>
#include <optional>
#include <vector>

namespace troupe::trading {

class depth_book {
public:
  // Of one of the account's orders, by its sequence.
  struct execution {
    std::uint64_t sequence;
    price px;
    quantity qty;
  };
  using executions = std::vector<execution>;

  // Orders of the account that rest at the same time; more do not rest, and say so.
  static constexpr std::uint32_t own_max = 4096;

  depth_book();

  executions show(const quote& standing);
  // A trade at or beyond a side's best price hits that side.
  executions print(price px, quantity qty);

  struct outcome {
    executions made; // of this order, and of others of the account that it met
    quantity left;
  };
  // Takes what is there at the limit or better (at any price without one), and rests what is left
  // where `rests` says so. Nothing happens before the first quote.
  outcome place(std::uint64_t sequence, side of, std::optional<price> limit, quantity qty,
                bool rests);
  // How much of it place() would fill at once.
  quantity fillable(side of, std::optional<price> limit, quantity qty) const;
  void withdraw(std::uint64_t sequence);
  void shrink(std::uint64_t sequence, quantity to);

  bool rests(std::uint64_t sequence) const; // on the grid
  // What stands before the order at its price; empty where it does not rest on the grid.
  std::optional<quantity> queue_before(std::uint64_t sequence) const;

private:
  using step = limit_book::step;
  using shown_levels = std::map<step, std::vector<limit_book::handle>>; // the front first

  struct own_order {
    side of;
    price limit;
    quantity left;
    limit_book::handle place{}; // rests() is false off the grid
  };

  void lay_grid(const quote& around);
  bool is_near_edge(price px) const;
  std::optional<step> step_of(price px) const; // empty off the grid
  step nearest_step(price px) const;
  price price_of(step at) const;
  void hide(side of, const std::map<step, std::uint64_t>& wanted);
  void join(side of, const std::map<step, std::uint64_t>& wanted, executions& made);
  std::map<step, std::uint64_t> ladder(side of, price best, quantity size) const;
  std::uint64_t shown_at(side of, step at) const;
  void rest(std::uint64_t sequence, own_order& order);
  void note(const limit_book::fill& fill, executions& made);
  shown_levels& shown(side of) { return shown_[of == side::buy ? 0 : 1]; }
  const shown_levels& shown(side of) const { return shown_[of == side::buy ? 0 : 1]; }

  limit_book book_;
  bool laid_ = false;
  price increment_{};
  std::int64_t first_ = 0; // increments below the grid
  shown_levels shown_[2];
  std::map<std::uint64_t, own_order> own_; // by sequence
};

} // namespace troupe::trading
