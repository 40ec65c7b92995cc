// Which positions stand without a stop at the venue, and for how long: a fold over the account's
// events and market time (see protection_watch.hpp).
//
// What protects is said at protected_qty (trading/orders/order_stake.hpp). Exits that are only
// watched for here count as no protection: they are gone with this process.
#pragma once

#include "trading/exits/protection_watch.hpp"
#include "trading/portfolio/portfolio.hpp"

#include <map>

namespace troupe::trading {

class protection_ledger {
public:
  // Something happened to this symbol's position or orders, and the books have folded it.
  void look(const portfolio& books, const symbol& name, time_ns market_ns);
  void advance(time_ns market_ns);
  // Other books: what was counted stays counted.
  void begin_account();

  // The longest that any position has stood bare without a break until now; zero where none does.
  time_ns bare_for_ns() const;
  // Of all positions together, since the beginning.
  time_ns total_ns() const;

private:
  std::map<symbol, protection_watch> watches_; // of symbols that were ever held
  time_ns past_accounts_ns_ = 0;
};

} // namespace troupe::trading
