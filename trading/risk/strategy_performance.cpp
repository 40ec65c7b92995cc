#include "trading/risk/strategy_performance.hpp"

#include <utility>

namespace troupe::trading {

std::int64_t strategy_performance::record::wins() const {
  std::int64_t count = 0;
  for (std::size_t index = 0; index < counted(); ++index)
    count += profits[index] > money{} ? 1 : 0;
  return count;
}

std::int64_t strategy_performance::record::losses() const {
  std::int64_t count = 0;
  for (std::size_t index = 0; index < counted(); ++index)
    count += profits[index] < money{} ? 1 : 0;
  return count;
}

money strategy_performance::record::gross_profit() const {
  money sum;
  for (std::size_t index = 0; index < counted(); ++index)
    if (profits[index] > money{})
      sum += profits[index];
  return sum;
}

money strategy_performance::record::gross_loss() const {
  money sum;
  for (std::size_t index = 0; index < counted(); ++index)
    if (profits[index] < money{})
      sum += profits[index];
  return sum;
}

double strategy_performance::record::score() const {
  if (trades == 0)
    return 0.0;
  const double won = static_cast<double>(wins()) / static_cast<double>(counted());
  const double profit = gross_profit().to_double();
  const double moved = profit - gross_loss().to_double();
  return 0.6 * won + 0.4 * (moved > 0.0 ? profit / moved : 0.5);
}

void strategy_performance::close(std::string_view strategy, money profit,
                                 const switching_terms& by) {
  auto found = records_.find(strategy);
  if (found == records_.end())
    found = records_.emplace(std::string(strategy), record{}).first;
  auto& of = found->second;
  of.profits[static_cast<std::size_t>(of.trades) % trades_max] = profit;
  ++of.trades;
  review(by);
}

void strategy_performance::review(const switching_terms& by) {
  const auto measured = [&](const record& of) { return of.trades >= by.trades_min; };
  const auto* now = of(active_);
  if (by.trades_min == 0 || (now != nullptr && !measured(*now))) {
    active_.clear();
    now = nullptr;
  }
  if (by.trades_min == 0)
    return;
  const std::string* best = nullptr;
  double highest = 0;
  for (const auto& [name, each] : records_)
    if (measured(each) && (best == nullptr || each.score() > highest)) {
      best = &name;
      highest = each.score();
    }
  if (best == nullptr || *best == active_)
    return;
  const double lead = 1.0 + static_cast<double>(by.lead_bps) / 10'000.0;
  if (now != nullptr && highest <= now->score() * lead)
    return;
  switches_ += now != nullptr ? 1 : 0;
  active_ = *best;
}

bool strategy_performance::may_enter(std::string_view strategy, const switching_terms& by) const {
  if (by.trades_min == 0 || strategy == active_)
    return true;
  const auto* known = of(strategy);
  return known == nullptr || known->trades < by.trades_min;
}

const strategy_performance::record* strategy_performance::of(std::string_view strategy) const {
  const auto found = records_.find(strategy);
  return found == records_.end() ? nullptr : &found->second;
}

} // namespace troupe::trading
