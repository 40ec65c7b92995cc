// Which stretches of an order are filled, and for how much: the arithmetic of execution_set.hpp.
#pragma once

#include "trading/orders/execution_set.hpp"

#include <vector>

namespace troupe::trading {

// (from, to] of an order's quantity.
struct order_stretch {
  quantity from;
  quantity to;

  quantity length() const { return to > from ? to - from : quantity{}; }
};

class execution_coverage {
public:
  // An execution with its amounts; stretches may overlap and come in any order.
  void add(const order_stretch& where, const execution_totals& amounts);
  // What is stated of a whole stretch: the rest of it goes to what nothing fills yet, in the
  // proportion of the gaps' lengths. Nothing is added where nothing is open.
  void complete(const order_stretch& where, const execution_totals& stated);

  // The parts that nothing fills, from low to high.
  std::vector<order_stretch> gaps(const order_stretch& where) const;
  const execution_totals& totals() const { return totals_; }

private:
  struct piece {
    order_stretch where;
    execution_totals amounts;
  };

  execution_totals within(const order_stretch& where) const;

  std::vector<piece> pieces_; // by where they begin
  execution_totals totals_;
};

} // namespace troupe::trading
