#include "trading/backtest/backtest_figures.hpp"

#include <algorithm>

namespace troupe::trading {

std::optional<double> trade_figures::win_rate() const {
  if (trades == 0)
    return std::nullopt;
  return static_cast<double>(won) / static_cast<double>(trades);
}

std::optional<double> trade_figures::profit_factor() const {
  if (gross_loss.is_zero())
    return std::nullopt;
  return gross_profit.to_double() / -gross_loss.to_double();
}

std::optional<double> trade_figures::average_profit() const {
  if (trades == 0)
    return std::nullopt;
  return (gross_profit + gross_loss).to_double() / static_cast<double>(trades);
}

trade_figures figures_of(std::span<const round_trip> trips) {
  trade_figures found;
  for (const auto& each : trips) {
    const auto profit = each.profit();
    found.best = found.trades == 0 ? profit : std::max(found.best, profit);
    found.worst = found.trades == 0 ? profit : std::min(found.worst, profit);
    ++found.trades;
    found.held_ns += each.closed_ns - each.opened_ns;
    if (profit > money{}) {
      ++found.won;
      found.gross_profit += profit;
    } else if (profit < money{}) {
      ++found.lost;
      found.gross_loss += profit;
    }
  }
  if (found.trades > 0)
    found.held_ns /= static_cast<time_ns>(found.trades);
  return found;
}

} // namespace troupe::trading
