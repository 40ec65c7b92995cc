#include "trading/portfolio/profit_parts.hpp"

#include "trading/market/symbol_order.hpp"
#include "trading/portfolio/proportional_shares.hpp"

#include <utility>

namespace troupe::trading {

namespace {

void add(profit_part& sum, const profit_part& more) {
  sum.market_value += more.market_value;
  sum.cost_basis += more.cost_basis;
  sum.realised += more.realised;
  sum.unrealised += more.unrealised;
  sum.day += more.day;
  sum.fees += more.fees;
  sum.income += more.income;
  sum.trades += more.trades;
}

// Of one who never had a part.
bool is_empty(const profit_part& row) {
  profit_part nothing;
  nothing.symbol = row.symbol;
  nothing.strategy = row.strategy;
  return row == nothing;
}

template <class Sums>
std::vector<profit_part> listed(Sums sums) {
  std::vector<profit_part> rows;
  for (auto& [name, sum] : sums)
    rows.push_back(std::move(sum));
  return rows;
}

} // namespace

std::vector<profit_part> profits_of(const symbol& name, const position_parts& parts,
                                    const part_records& records, const position& held) {
  std::vector<profit_part> rows;
  proportional_shares values(held.market_value().units, held.is_flat() ? 1 : held.qty.units);
  for (const auto& [strategy, part] : parts.all()) {
    profit_part row;
    row.symbol = name;
    row.strategy = strategy;
    row.qty = part.qty;
    row.market_value = money{values.next(part.qty.units)};
    row.cost_basis = part.cost_basis;
    row.realised = part.realised;
    row.unrealised = row.market_value - part.cost_basis;
    row.day = row.total();
    if (const auto found = records.find(strategy); found != records.end()) {
      const auto& remembered = found->second;
      row.day -= remembered.day_start;
      row.fees = remembered.fees;
      row.income = remembered.income;
      row.trades = remembered.trades;
    }
    if (!is_empty(row))
      rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<profit_part> by_strategy(const std::vector<profit_part>& parts) {
  std::map<std::string, profit_part> sums;
  for (const auto& each : parts) {
    auto& sum = sums[each.strategy];
    sum.strategy = each.strategy;
    add(sum, each);
  }
  return listed(std::move(sums));
}

std::vector<profit_part> by_symbol(const std::vector<profit_part>& parts) {
  std::map<symbol, profit_part, symbol_order> sums;
  for (const auto& each : parts) {
    auto& sum = sums[each.symbol];
    sum.symbol = each.symbol;
    sum.qty += each.qty;
    add(sum, each);
  }
  return listed(std::move(sums));
}

profit_part sum_of(const std::vector<profit_part>& parts) {
  profit_part sum;
  for (const auto& each : parts)
    add(sum, each);
  return sum;
}

} // namespace troupe::trading
