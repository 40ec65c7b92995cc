// What an account has at stake once everything under way is done: positions, open orders, and
// approved orders that are not journaled as intents yet.
//
// An approval is held as a reservation until its intent is folded, so that two approvals of one
// instant cannot spend the same cash. There is at most one for each key of a decision.
#pragma once

#include "trading/orders/order.hpp"
#include "trading/portfolio/portfolio.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace troupe::trading {

// As decisions and intents are identified.
struct order_key {
  time_ns market_ns = 0;
  trading::symbol symbol;
  std::string strategy;
  std::uint32_t ordinal = 0;

  friend auto operator<=>(const order_key&, const order_key&) = default;
};

// An order under way, seen as risk sees it.
struct commitment {
  trading::symbol symbol;
  std::string strategy;
  trading::side side = side::buy;
  quantity qty; // still open
  price px;     // its limit, or the price it is expected to fill at

  money value() const { return notional(px, qty); }
};

using reservations = std::map<order_key, commitment>;

// A view: it lives no longer than the books and the reservations it looks at.
class exposure {
public:
  exposure(const portfolio& books, const reservations& approved)
      : books_(books), approved_(approved) {}

  std::vector<commitment> under_way(const symbol& name) const;
  std::vector<commitment> under_way() const;

  // What is held in the direction of an order, all orders under way that way, and it.
  quantity position_with(const symbol& name, side direction, quantity added) const;
  // What is held, either way round, and not on its way out.
  quantity closable(const symbol& name) const;
  // Cash that no purchase under way will need.
  money free_cash() const;
  // Symbols that are held or have an order under way, this one included.
  std::size_t symbols_with(const symbol& name) const;

private:
  commitment commitment_of(const order& open) const;

  const portfolio& books_;
  const reservations& approved_;
};

} // namespace troupe::trading
