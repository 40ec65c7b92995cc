#include "trading/market/tick_merge.hpp"

#include <algorithm>

namespace troupe::trading {

std::optional<market_instant> tick_merge::tell(std::size_t stream, const market_instant& instant) {
  told_.at(stream) = instant;
  if (!std::all_of(told_.begin(), told_.end(), [](const auto& each) { return each.has_value(); }))
    return std::nullopt;
  if (instant.step > 0) {
    const auto same = [&](const auto& each) { return each->step == instant.step; };
    if (!std::all_of(told_.begin(), told_.end(), same))
      return std::nullopt;
    return instant;
  }
  const auto earliest = [](const auto& left, const auto& right) {
    return left->market_ns < right->market_ns;
  };
  auto common = **std::min_element(told_.begin(), told_.end(), earliest);
  common.end = std::all_of(told_.begin(), told_.end(), [](const auto& each) { return each->end; });
  if (reached_ && common.market_ns <= reached_->market_ns && common.end == reached_->end)
    return std::nullopt;
  reached_ = common;
  return common;
}

} // namespace troupe::trading
