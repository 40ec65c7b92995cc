// What an open order puts at stake, counted once: the members of a group, and an order and its
// replacement, are one wish of which only one part can come true.
//
//   - An order that is being replaced does not count; its replacement counts, with the greater of
//     both quantities and both prices.
//   - A leg does not count while the order that it belongs to is open. After that the legs of one
//     order count as one: the one with the most open.
#pragma once

#include "trading/orders/order_book.hpp"

namespace troupe::trading {

bool counts(const order_book& book, const order& open);

// Of an order that counts. The price is its limit, or else its stop; zero where it has neither.
quantity quantity_at_stake(const order_book& book, const order& open);
price price_at_stake(const order_book& book, const order& open);

// A leg whose order is still open: the venue holds it.
bool waits_for_its_group(const order_book& book, const order& open);

// How much of a position of this size (negative where short) stops would close: open stop,
// stop-limit and trailing stop orders of the closing side that the venue has, a group's too once it
// no longer waits. Each counts in full, whatever else of its group counts at stake.
quantity protected_qty(const order_book& book, const symbol& name, quantity held);

} // namespace troupe::trading
