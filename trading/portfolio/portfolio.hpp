// The books of one account: orders, positions, cash, and what they are worth. A fold of events.
//
// A position is the sum of its fills, less fees taken in coin, plus adjustments; its profit is
// taken by average cost (see position_change.hpp). A fill counts once, however often it is told.
//
// Adjustments that are a profit (events.hpp) are realised on their symbol, or on none; a coin fee
// and a split spread the cost over other units, a split the last price too. What would take the
// position through zero, or begin one, is a correction, whatever it is called. All else that is
// adjusted is a transfer.
//
// Cash begins with what the first session_started of a broker's account says; a later session of
// the same account changes nothing, since any difference comes as an adjustment. A session with
// another broker_account starts new books: what was held before belongs to another account.
//
// Equity is cash plus positions at the last marked prices. The day is New York's (day_account.hpp).
//
// The identifiers of activities that were taken over are kept for the life of the books, as orders
// are.
#pragma once

#include "trading/events.hpp"
#include "trading/orders/order_book.hpp"
#include "trading/portfolio/day_account.hpp"
#include "trading/portfolio/manual_holdings.hpp"
#include "trading/portfolio/position.hpp"
#include "trading/portfolio/quarantine.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace troupe::trading {

// True of an adjustment that spreads the cost of what is held over other units.
bool rescales(const adjustment& taken_over, quantity held);

class portfolio {
public:
  // Of what changes no books only a tick moves market time: risk is told no other.
  void fold(const event& happened);
  void fold(const session_started& started);
  void fold(const intent& asked);
  void fold(const order_event& reported);
  void fold(const adjustment& taken_over);
  void fold(const command& ordered);
  // The close of a bar, the middle of a quote (its only side where the other is missing).
  void fold(const bar& candle);
  void fold(const quote& seen);

  void mark(const symbol& name, price last);
  // Market time reached this instant.
  void advance(time_ns now);

  const order_book& orders() const { return orders_; }
  // By symbol; those that were closed stay, with what they realised.
  const std::map<symbol, position, symbol_order>& positions() const { return positions_; }
  // A flat position when nothing was ever held.
  position position_of(const symbol& name) const;
  // The part of the position that no strategy has bought.
  quantity manual_qty(const symbol& name) const { return manual_.of(name); }
  const quarantine& quarantined() const { return quarantined_; }
  // The last price marked, zero before any.
  price mark_of(const symbol& name) const;

  money cash() const { return cash_; }
  money equity() const { return cash_ + market_value_; }
  money realised() const;
  const day_account& day() const { return day_; }
  money day_start_equity() const { return day_.start_equity(); }
  money day_profit() const { return day_.profit(equity()); }
  const std::string& broker_account() const { return broker_account_; }
  // An adjustment has told of this activity of the venue.
  bool knows_activity(std::string_view id) const { return activities_.contains(id); }

private:
  position& at(const symbol& name);
  void take_cash(const adjustment& taken_over);
  void take_units(const adjustment& taken_over);
  void correct_units(const adjustment& taken_over, position& held);
  void rescale_units(const adjustment& taken_over, position& held);
  // change(position) and what it does to the sum of the market values.
  template <class Change>
  void revalue(position& held, Change&& change) {
    const auto before = held.market_value();
    change(held);
    market_value_ += held.market_value() - before;
  }

  std::string broker_account_;
  order_book orders_;
  std::map<symbol, position, symbol_order> positions_;
  std::map<symbol, price, symbol_order> marks_;
  manual_holdings manual_;
  quarantine quarantined_;
  money cash_;
  money market_value_; // of all positions
  money unattributed_; // profits of no symbol: interest, fees of the account
  day_account day_;
  std::set<std::string, std::less<>> activities_;
};

} // namespace troupe::trading
