#include "trading/exits/protection_ledger.hpp"

#include "trading/orders/order_stake.hpp"

#include <algorithm>

namespace troupe::trading {

void protection_ledger::look(const portfolio& books, const symbol& name, time_ns market_ns) {
  const auto held = books.position_of(name).qty;
  if (held.is_zero() && !watches_.contains(name))
    return;
  watches_[name].update(market_ns, held, protected_qty(books.orders(), name, held));
}

void protection_ledger::advance(time_ns market_ns) {
  for (auto& [name, watch] : watches_)
    watch.advance(market_ns);
}

void protection_ledger::begin_account() {
  past_accounts_ns_ = total_ns();
  watches_.clear();
}

time_ns protection_ledger::bare_for_ns() const {
  time_ns longest = 0;
  for (const auto& [name, watch] : watches_)
    longest = std::max(longest, watch.bare_for_ns());
  return longest;
}

time_ns protection_ledger::total_ns() const {
  auto sum = past_accounts_ns_;
  for (const auto& [name, watch] : watches_)
    sum += watch.total_ns();
  return sum;
}

} // namespace troupe::trading
