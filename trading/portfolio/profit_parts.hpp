// What each strategy has earned on each symbol: the account's profit, taken apart.
//
// A position's market value is dealt out over its parts in proportion, to the last unit of 1e-9,
// and each part's cost follows it (position_parts.hpp). So the parts of all symbols and strategies
// add up, exactly, to the account's equity less what was contributed, and their days to the
// account's day. What is realised is by each part's own average cost.
#pragma once

#include "trading/market/symbol.hpp"
#include "trading/portfolio/position.hpp"
#include "trading/portfolio/position_parts.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace troupe::trading {

// What is remembered of a part besides its position.
struct part_record {
  money day_start; // its profit when the day began, with what was taken over since
  money fees;      // paid in money
  money income;    // dividends and interest
  std::uint64_t trades = 0;
};
using part_records = std::map<std::string, part_record, std::less<>>; // by strategy

struct profit_part {
  trading::symbol symbol; // empty of what the account earned or paid on none
  std::string strategy;   // or "manual"
  quantity qty;
  money market_value;
  money cost_basis;
  money realised; // with income, less fees
  money unrealised;
  money day; // of both, since the day began
  money fees;
  money income;
  std::uint64_t trades = 0;

  money total() const { return realised + unrealised; }
  friend bool operator==(const profit_part&, const profit_part&) = default;
};

// Of one symbol, whose position this is. By strategy, those that ever had a part.
std::vector<profit_part> profits_of(const symbol& name, const position_parts& parts,
                                    const part_records& records, const position& held);

// The sums of all that have the same strategy, in the order of names; the symbol is empty, and so
// is the quantity.
std::vector<profit_part> by_strategy(const std::vector<profit_part>& parts);
// The same of each symbol, in the order of symbols; the strategy is empty.
std::vector<profit_part> by_symbol(const std::vector<profit_part>& parts);
// Of all.
profit_part sum_of(const std::vector<profit_part>& parts);

} // namespace troupe::trading
