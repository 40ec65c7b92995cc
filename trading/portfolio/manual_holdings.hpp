// Which part of each position no strategy has bought: what the venue held before we came, what
// operators ordered, here or elsewhere. No strategy closes it.
//
// A manual order moves the manual part, and what it takes beyond it comes out of the strategies'
// part; a strategy's order never touches it while its own part lasts. Negative where short.
#pragma once

#include "trading/market/fixed_point.hpp"
#include "trading/market/symbol.hpp"

#include <map>

namespace troupe::trading {

class manual_holdings {
public:
  // The position has changed by this much to this much, by hand or not.
  void change(const symbol& name, quantity by, quantity held, bool by_hand);
  // The position is another number of units, and nothing was traded: the part goes with it.
  void rescale(const symbol& name, quantity before, quantity after);
  quantity of(const symbol& name) const;

private:
  std::map<symbol, quantity> parts_; // never zero
};

} // namespace troupe::trading
