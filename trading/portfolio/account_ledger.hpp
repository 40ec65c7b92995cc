// The books of an account with all that reports ask for: every trade, the lots that are open and
// those that were closed, whose each position is, and what was contributed. A fold of events, as
// the books are, and the same whenever it is made again from the journal.
//
// Checked after every event that changes a position or the cash: the position is what a separate
// count of its sources says; its lots, and its strategies' parts, add up to it; and the profit is
// equity less what was contributed, to the last unit of 1e-9. Books that fail this throw
// std::logic_error: they are wrong, and must be made again from the journal.
//
// Trades and closed lots are kept for the life of the books, as orders are: about 300 bytes each.
#pragma once

#include "trading/portfolio/lot_book.hpp"
#include "trading/portfolio/portfolio.hpp"
#include "trading/portfolio/position_parts.hpp"
#include "trading/portfolio/position_tally.hpp"

#include <map>
#include <string>
#include <vector>

namespace troupe::trading {

// What one event added to an order's executions.
struct trade_record {
  time_ns market_ns = 0;
  std::string client_order_id;
  std::string execution_id;
  std::string strategy;
  trading::symbol symbol;
  trading::side side = side::buy;
  quantity qty;
  price px;
  money fee;
  quantity fee_qty; // taken in coin
  money realised;   // by average cost, on the whole position, less the fee in money
};

struct closed_lot_record {
  trading::symbol symbol;
  closed_lot lot;
};

// What the books say of a symbol besides its position.
struct symbol_ledger {
  position_tally tally;
  position_parts parts;
  lot_book lots;
};

class account_ledger {
public:
  void fold(const event& happened);

  const portfolio& books() const { return books_; }
  const std::map<symbol, symbol_ledger, symbol_order>& symbols() const { return symbols_; }
  const std::vector<trade_record>& trades() const { return trades_; } // as they were told
  const std::vector<closed_lot_record>& closed_lots() const { return closed_; }
  // What its owner has brought into the account, with what differences were taken over.
  money contributed() const { return contributed_; }
  money unrealised() const { return books_.equity() - contributed_ - books_.realised(); }

private:
  void begin(const session_started& started);
  void execute(const order_event& reported);
  void adjust(const adjustment& taken_over);
  // What the books made of an event: the sums follow.
  void follow(const position& before, const position& after);
  void check(const symbol& name) const;
  void check_balance() const;

  portfolio books_;
  std::map<symbol, symbol_ledger, symbol_order> symbols_;
  std::vector<trade_record> trades_;
  std::vector<closed_lot_record> closed_;
  money contributed_;
  money cost_basis_; // this and the next: of all positions
  money realised_;
};

} // namespace troupe::trading
