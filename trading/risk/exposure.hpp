// What an account has at stake once everything under way is done: positions, open orders, and
// approved orders that are not journaled as intents yet (so that two approvals of one instant
// cannot spend the same cash).
#pragma once

#include "trading/orders/order_stake.hpp"
#include "trading/portfolio/portfolio.hpp"
#include "trading/risk/reservations.hpp"

#include <cstddef>

namespace troupe::trading {

// A view: it lives no longer than the books and the reservations it looks at. Allocates nothing.
class exposure {
public:
  exposure(const portfolio& books, const reservations& approved)
      : books_(books), approved_(approved) {}

  // visit(commitment) for each order under way: open ones first, then those approved. A group, and
  // an order with its replacement, is one (order_stake.hpp).
  template <class Visit>
  void each_under_way(const symbol& name, Visit&& visit) const {
    books_.orders().each_open(name, [&](const order& open) {
      if (counts(books_.orders(), open))
        visit(commitment_of(open));
    });
    for (const auto& [key, each] : approved_)
      if (key.symbol == name)
        visit(each);
  }
  template <class Visit>
  void each_under_way(Visit&& visit) const {
    books_.orders().each_open([&](const order& open) {
      if (counts(books_.orders(), open))
        visit(commitment_of(open));
    });
    for (const auto& [key, each] : approved_)
      visit(each);
  }

  // What is held in the direction of an order, all orders under way that way, and it.
  quantity position_with(const symbol& name, side direction, quantity added) const;
  // What is held, either way round, and not on its way out.
  quantity closable(const symbol& name) const;
  // The part of it that strategies have bought, and may therefore close.
  quantity closable_by_strategies(const symbol& name) const;
  // Cash that no purchase under way will need.
  money free_cash() const;
  // Symbols that are held or have an order under way, this one included.
  std::size_t symbols_with(const symbol& name) const;
  std::size_t approvals_waiting() const { return approved_.size(); }

private:
  commitment commitment_of(const order& open) const;
  bool is_held(const symbol& name) const;

  const portfolio& books_;
  const reservations& approved_;
};

} // namespace troupe::trading
