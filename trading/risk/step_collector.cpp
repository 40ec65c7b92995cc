#include "trading/risk/step_collector.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace troupe::trading {

void step_collector::add(wish wanted) { wishes_.push_back(std::move(wanted)); }

std::optional<std::vector<wish>> step_collector::shard_done(std::int64_t step,
                                                            std::uint32_t shard) {
  begin(step);
  done_.insert(shard);
  return complete();
}

std::optional<std::vector<wish>> step_collector::feed_done(std::int64_t step) {
  begin(step);
  feed_done_ = true;
  return complete();
}

void step_collector::begin(std::int64_t step) {
  if (step == step_)
    return;
  step_ = step;
  done_.clear();
  feed_done_ = false;
}

std::optional<std::vector<wish>> step_collector::complete() {
  if (!feed_done_ || done_.size() < shards_)
    return std::nullopt;
  step_ = -1;
  const auto order = [](const wish& left, const wish& right) {
    const auto key = [](const decision& of) {
      return std::tie(of.market_ns, of.symbol, of.strategy, of.ordinal);
    };
    return key(left.decision) < key(right.decision);
  };
  std::stable_sort(wishes_.begin(), wishes_.end(), order);
  return std::exchange(wishes_, {});
}

} // namespace troupe::trading
