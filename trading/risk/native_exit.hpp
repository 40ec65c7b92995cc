// Exits that rest at the venue: the bracket around an entry, and the way out of one.
//
// A position in a bracket is left through the bracket: its target is moved to where it fills at
// once, and the venue takes the stop away with that fill, or the stop has filled before and nothing
// is left to move. So however it ends, it is left exactly once; a sale beside the bracket could
// make it twice.
#pragma once

#include "trading/decision.hpp"
#include "trading/orders/order_book.hpp"

#include <optional>

namespace troupe::trading {

// Makes the entry a bracket, good till cancelled, where its decision names both prices and the
// asset takes one: of a stock, in whole shares, with the stop on the losing and the target on the
// winning side. Else the entry stays as it is, and its strategy watches.
void add_bracket(order_request& entry, const decision& wish, price reference);

// The target of a bracket around what is held, resting and not being changed; null where there is
// none.
const order* resting_target(const order_book& orders, const symbol& name, side closing);

// The target, moved so that it fills at once: beyond the reference by a twentieth.
order_request moved_to_the_market(const order& target, price reference);

} // namespace troupe::trading
