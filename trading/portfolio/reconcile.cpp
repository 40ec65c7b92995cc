#include "trading/portfolio/reconcile.hpp"

#include <map>

namespace troupe::trading {

std::vector<adjustment> reconcile(const portfolio& books, const std::vector<position>& held,
                                  money cash, time_ns now) {
  std::map<symbol, position> theirs;
  for (const auto& each : held)
    theirs[each.symbol] = each;
  for (const auto& [name, ours] : books.positions())
    theirs.try_emplace(name, position{name, {}, ours.average_price, {}, {}, {}});

  std::vector<adjustment> differences;
  for (const auto& [name, position] : theirs) {
    const auto ours = books.position_of(name).qty;
    if (position.qty == ours)
      continue;
    adjustment difference;
    difference.kind =
        ours.is_zero() ? adjustment_kind::position_adopted : adjustment_kind::position_corrected;
    difference.symbol = name;
    difference.qty = position.qty - ours;
    difference.px = position.average_price;
    difference.reason = "the venue holds " + position.qty.text() + ", the books " + ours.text();
    difference.market_ns = now;
    differences.push_back(std::move(difference));
  }
  if (cash != books.cash()) {
    adjustment difference;
    difference.kind = adjustment_kind::cash_corrected;
    difference.cash = cash - books.cash();
    difference.reason =
        "the venue has " + cash.text() + " in cash, the books " + books.cash().text();
    difference.market_ns = now;
    differences.push_back(std::move(difference));
  }
  return differences;
}

} // namespace troupe::trading
