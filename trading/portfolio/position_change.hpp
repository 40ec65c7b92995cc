// How an execution changes a position, by average cost.
//
// What adds to a position adds its price to the cost. What reduces it takes the same share out of
// the cost (rounded half away from zero; all of it with the last unit) and realises the difference
// to what it was sold, or bought back, for. What is left beyond zero opens the other side. A fee
// taken in coin makes a purchase smaller and so its average price higher; a fee taken in money is
// realised at once.
//
// So cash + sum of cost_basis - sum of realised stays what it was, to the last unit of 1e-9.
#pragma once

#include "trading/orders/execution_set.hpp"
#include "trading/orders/order.hpp"
#include "trading/portfolio/position.hpp"

namespace troupe::trading {

// An execution as the holder's books see it: what came (negative: went), less a fee in coin, and
// what was paid for it (negative: received), without a fee in money.
struct position_trade {
  quantity change;
  money cost;
};

position_trade trade_of(side direction, const execution_totals& executed);

// True of a change that brings the position nearer to zero, or through it.
bool reduces(quantity held, quantity change);

void apply(position& held, const position_trade& made);
// With its fee. Returns what the cash changes by.
money apply(position& held, side direction, const execution_totals& executed);

// The venue holds this much more, or less, than our executions add up to. An addition costs
// unit_cost, a reduction takes its share of the cost with it; nothing is realised.
void correct(position& held, quantity difference, price unit_cost);

// True of a difference that leaves the position on its side: it is flat neither before nor after.
bool keeps_side(quantity held, quantity difference);
// The same cost is spread over this many more, or fewer, units. The difference keeps the side.
void rescale(position& held, quantity difference);

} // namespace troupe::trading
