// Trades as people count them: from the moment a strategy holds something of a symbol until it
// holds nothing of it again. Several orders and fills may belong to one.
//
// The profit is what was received less what was paid, fees in money included. A fee in coin makes
// the position smaller and so the profit too; its worth at the fill's price is among the fees. An
// execution that goes through zero ends one trade and begins the next.
#pragma once

#include "trading/portfolio/account_ledger.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace troupe::trading {

struct round_trip {
  trading::symbol symbol;
  std::string strategy;
  side opened_by = side::buy; // sell: it was short
  time_ns opened_ns = 0;
  time_ns closed_ns = 0;
  quantity bought;
  quantity sold;
  money paid;     // for what was bought
  money received; // for what was sold
  money fees;     // in money, and the worth of those in coin
  money charged;  // the part of the fees that was taken in money

  money profit() const { return received - paid - charged; }
  // Of what it cost to open it.
  double profit_share() const;
};

class round_trip_book {
public:
  void fold(const trade_record& executed);

  const std::vector<round_trip>& closed() const { return closed_; } // in the order of their ends
  std::size_t open_count() const { return open_.size(); }

private:
  struct open_trip {
    round_trip trip;
    quantity held; // negative where short
  };
  using key = std::pair<symbol, std::string>;

  static void add(open_trip& to, side which, quantity qty, price px, money fee, quantity fee_qty);

  std::map<key, open_trip> open_;
  std::vector<round_trip> closed_;
};

// The worth of what an execution was charged, in money.
money fees_of(const trade_record& executed);

} // namespace troupe::trading
