#include "trading/exits/protection_ledger.hpp"

#include "trading/orders/order_stake.hpp"

#include <algorithm>

namespace troupe::trading {

namespace {

bool stops(order_type type) {
  return type == order_type::stop || type == order_type::stop_limit ||
         type == order_type::trailing_stop;
}

quantity protected_by_orders(const portfolio& books, const symbol& name, quantity held) {
  const auto closing = held > quantity{} ? side::sell : side::buy;
  quantity sum;
  books.orders().each_open(name, [&](const order& open) {
    if (open.request.side == closing && stops(open.request.type) && !open.order_id.empty() &&
        !waits_for_its_group(books.orders(), open))
      sum += std::max(open.open_qty(), quantity{});
  });
  return sum;
}

} // namespace

void protection_ledger::look(const portfolio& books, const symbol& name, time_ns market_ns) {
  const auto held = books.position_of(name).qty;
  if (held.is_zero() && !watches_.contains(name))
    return;
  watches_[name].update(market_ns, held, protected_by_orders(books, name, held));
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
