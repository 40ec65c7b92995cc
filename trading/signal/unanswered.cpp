#include "trading/signal/unanswered.hpp"

#include <utility>

namespace troupe::trading {

unanswered::key unanswered::key_of(const decision& from) {
  return {from.market_ns, from.symbol, from.strategy, from.ordinal};
}

void unanswered::made(const decision& again) {
  open_.try_emplace(key_of(again), state{again, false, again.verdict == verdict::none});
}

void unanswered::fold(const event& happened) {
  if (const auto* decided = std::get_if<decision>(&happened)) {
    const auto found = open_.find(key_of(*decided));
    if (found == open_.end())
      return;
    if (decided->stage == decision_stage::strategy)
      found->second.recorded = true;
    else if (decided->verdict == verdict::refused)
      found->second.answered = true;
    forget_settled(found->first);
  } else if (const auto* asked = std::get_if<intent>(&happened)) {
    const key which{asked->market_ns, asked->request.symbol, asked->strategy, asked->ordinal};
    const auto found = open_.find(which);
    if (found == open_.end())
      return;
    found->second.answered = true;
    forget_settled(which);
  } else if (const auto* chosen = std::get_if<configuration>(&happened)) {
    if (configured_ && configured_->settings != chosen->settings)
      open_.clear();
    configured_ = *chosen;
  }
}

void unanswered::forget_settled(const key& which) {
  const auto found = open_.find(which);
  if (found->second.recorded && found->second.answered)
    open_.erase(found);
}

unanswered::remainder unanswered::take() {
  remainder left;
  for (auto& [which, open] : std::exchange(open_, {})) {
    if (!open.recorded)
      left.unrecorded.push_back(open.made);
    if (!open.answered)
      left.wishes.push_back(std::move(open.made));
  }
  return left;
}

} // namespace troupe::trading
