// Whose a position is: the part of each strategy, and the part that no strategy has bought, which
// is "manual" (what the venue held before we came, what operators ordered, here or elsewhere).
//
// An order moves its owner's part. What it takes beyond that comes out of the others', the
// strategies' by name and the manual part last; but a manual order takes what is manual first. So
// parts never oppose one another: each is on the position's side or flat, and together they are
// the position; the manual part is that of manual_holdings.hpp. Costs follow, so that the profits
// of all parts add up to the position's, but for the rounding of their market values, at most 1e-9
// a part. What is realised need not: each part has an average cost of its own.
#pragma once

#include "trading/portfolio/position.hpp"
#include "trading/portfolio/position_change.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace troupe::trading {

class position_parts {
public:
  using part_map = std::map<std::string, position, std::less<>>; // by strategy

  // An owner that is empty is manual.
  void apply(std::string_view owner, const position_trade& made);
  void charge(std::string_view owner, money fee);
  // A difference that nobody traded and that does not go through zero: less comes out of the
  // strategies' parts first, more is manual.
  void correct(const position_trade& difference);
  // The whole, that was `before`, is another number of units at the same cost; the manual part as
  // manual_holdings.hpp has it. A part that is left with none has lost its cost.
  void rescale(quantity before, quantity after);
  // Money that the position earned or cost: each part's share, by its size; manual where there is
  // nothing held.
  std::vector<std::pair<std::string, money>> earn(money cash);

  const part_map& all() const { return parts_; } // at no price

  // At this price.
  part_map at_price(price last) const;
  quantity qty() const; // of all parts

private:
  position& at(std::string_view owner);
  void take_from_strategies(position_trade& left);

  part_map parts_;
};

} // namespace troupe::trading
