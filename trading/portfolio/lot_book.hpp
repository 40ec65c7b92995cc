// The lots of one asset, first in first out: what tax reports ask for.
//
// Each purchase (or short sale) opens a lot; what reduces the position closes the oldest lots, in
// parts where need be. Fees in money belong to the lots that they were paid for, in proportion; a
// fee in coin makes a lot smaller at the same cost. The lots always add up to the position.
//
// Not done: wash sales, and other ways to choose lots.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/time.hpp"
#include "trading/portfolio/position_change.hpp"

#include <deque>
#include <string>
#include <vector>

namespace troupe::trading {

struct lot {
  std::string strategy; // that opened it
  time_ns opened_ns = 0;
  quantity qty; // negative where short
  money cost;   // what was paid, without fees; negative (received) where short
  money fee;    // paid at the opening

  friend bool operator==(const lot&, const lot&) = default;
};

// A lot, or a part of one, that was closed.
struct closed_lot {
  std::string strategy; // that opened it
  time_ns opened_ns = 0;
  time_ns closed_ns = 0;
  quantity qty;   // negative where it was short
  money cost;     // of buying, without fees
  money proceeds; // of selling, without fees
  money fee;      // of both

  money gain() const { return proceeds - cost - fee; }
  friend bool operator==(const closed_lot&, const closed_lot&) = default;
};

class lot_book {
public:
  // What this closes, oldest first.
  std::vector<closed_lot> apply(const std::string& strategy, const position_trade& made, money fee,
                                time_ns now);
  // A difference that nobody traded: more opens a manual lot, less takes the oldest with their
  // cost, and nothing is gained.
  void correct(quantity difference, price unit_cost, time_ns now);
  // The same lots in this many more, or fewer, units of the whole: each keeps its cost, its fee and
  // its time. The difference leaves the whole on its side. One that is left with no unit gives its
  // cost to the next, the last to the one before.
  void rescale(quantity difference);

  const std::deque<lot>& open() const { return open_; } // oldest first
  quantity qty() const { return qty_; }

private:
  closed_lot close_oldest(quantity closed, money cost, money fee, time_ns now);

  std::deque<lot> open_;
  quantity qty_; // of all
};

} // namespace troupe::trading
