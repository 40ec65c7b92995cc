// The books of an account with all that reports ask for: every trade, the lots that are open and
// those that were closed, whose each position is, what each strategy earned on each symbol, what
// was contributed, and what the account was worth over time. A fold of events, as the books are,
// and the same whenever it is made again from the journal.
//
// Checked after every event that changes a position or the cash: the position is what a separate
// count of its sources says; its lots, and its strategies' parts, add up to it; and the profit is
// equity less what was contributed, to the last unit of 1e-9. Books that fail this throw
// std::logic_error: they are wrong, and must be made again from the journal.
//
// Trades and closed lots are kept for the life of the books, as orders are: about 300 bytes each.
#pragma once

#include "trading/portfolio/equity_history.hpp"
#include "trading/portfolio/lot_book.hpp"
#include "trading/portfolio/portfolio.hpp"
#include "trading/portfolio/position_parts.hpp"
#include "trading/portfolio/position_tally.hpp"
#include "trading/portfolio/profit_parts.hpp"

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
  part_records records;
};

class account_ledger {
public:
  void fold(const event& happened);

  const portfolio& books() const { return books_; }
  const std::map<symbol, symbol_ledger, symbol_order>& symbols() const { return symbols_; }
  const std::vector<trade_record>& trades() const { return trades_; } // as they were told
  const std::vector<closed_lot_record>& closed_lots() const { return closed_; }
  const equity_history& history() const { return history_; }
  // As it is now, at the last marks; at_ns is the latest market time told.
  equity_point worth() const { return {now_, books_.equity(), books_.cash(), contributed_}; }
  // By symbol and strategy. They add up: see profit_parts.hpp.
  std::vector<profit_part> profits() const;
  // What its owner has brought into the account, with what differences were taken over.
  money contributed() const { return contributed_; }
  money unrealised() const { return books_.equity() - contributed_ - books_.realised(); }

private:
  void advance(time_ns now);
  void begin(const session_started& started);
  void execute(const order_event& reported);
  void adjust(const adjustment& taken_over);
  void earn(const adjustment& taken_over);
  void take_units(const adjustment& taken_over, const position& before, const position& after);
  void correct_units(symbol_ledger& of, const adjustment& taken_over, const position& before,
                     const position& after);
  // What the books made of an event: the sums follow.
  void follow(const position& before, const position& after);
  void check(const symbol& name) const;
  void check_balance() const;

  portfolio books_;
  std::map<symbol, symbol_ledger, symbol_order> symbols_;
  std::vector<trade_record> trades_;
  std::vector<closed_lot_record> closed_;
  equity_history history_;
  time_ns now_ = 0;
  money contributed_;
  money cost_basis_; // this and the next: of all positions
  money realised_;
};

} // namespace troupe::trading
