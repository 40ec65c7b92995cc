#include "persistence/journal/cause_index.hpp"

#include <algorithm>

namespace troupe::persistence::journal {

std::uint64_t cause_index::cause_of(const trading::event& happened) const {
  using trading::decision_stage;
  if (const auto* decision = std::get_if<trading::decision>(&happened)) {
    if (decision->stage == decision_stage::strategy)
      return market_cause(decision->symbol, decision->market_ns);
    return decision_cause({decision->market_ns, decision->symbol, decision->strategy,
                           decision_stage::strategy, decision->ordinal});
  }
  if (const auto* intent = std::get_if<trading::intent>(&happened)) {
    // A leg follows from its order, unless somebody decided to change it.
    const auto decided = decision_cause({intent->market_ns, intent->request.symbol,
                                         intent->strategy, decision_stage::risk,
                                         intent->ordinal});
    const auto& parent = intent->request.parent_id;
    const auto found = decided == 0 && !parent.empty() ? intents_.find(parent) : intents_.end();
    return found == intents_.end() ? decided : found->second;
  }
  if (const auto* event = std::get_if<trading::order_event>(&happened)) {
    const auto found = intents_.find(event->client_order_id);
    return found == intents_.end() ? 0 : found->second;
  }
  return 0;
}

void cause_index::record(std::uint64_t seq, const trading::event& happened) {
  if (const auto* bar = std::get_if<trading::bar>(&happened)) {
    note(bars_[bar->symbol], bar->end_ns(), seq);
  } else if (const auto* quote = std::get_if<trading::quote>(&happened)) {
    note(quotes_[quote->symbol], quote->market_ns, seq);
  } else if (const auto* tick = std::get_if<trading::clock_tick>(&happened)) {
    note(ticks_, tick->market_ns, seq);
  } else if (const auto* decision = std::get_if<trading::decision>(&happened)) {
    const decision_key key{decision->market_ns, decision->symbol, decision->strategy,
                           decision->stage, decision->ordinal};
    if (decisions_.insert_or_assign(key, seq).second)
      decision_order_.push_back(key);
    if (decision_order_.size() > decisions_max) {
      decisions_.erase(decision_order_.front());
      decision_order_.pop_front();
    }
  } else if (const auto* intent = std::get_if<trading::intent>(&happened)) {
    const auto& id = intent->request.client_order_id;
    if (intents_.insert_or_assign(id, seq).second)
      intent_order_.push_back(id);
    if (intent_order_.size() > intents_max) {
      intents_.erase(intent_order_.front());
      intent_order_.pop_front();
    }
  }
}

void cause_index::forget_after(std::uint64_t seq) {
  const auto shorten = [seq](instants& seen) {
    while (!seen.empty() && seen.back().seq > seq)
      seen.pop_back();
  };
  for (auto* each : {&bars_, &quotes_})
    for (auto& [name, seen] : *each)
      shorten(seen);
  shorten(ticks_);
  const auto later = [seq](const auto& each) { return each.second > seq; };
  std::erase_if(decisions_, later);
  std::erase_if(decision_order_, [this](const auto& key) { return !decisions_.contains(key); });
  std::erase_if(intents_, later);
  std::erase_if(intent_order_, [this](const auto& id) { return !intents_.contains(id); });
}

void cause_index::note(instants& seen, trading::time_ns market_ns, std::uint64_t seq) {
  seen.push_back({market_ns, seq});
  if (seen.size() > instants_max)
    seen.pop_front();
}

std::uint64_t cause_index::last_until(const instants& seen, trading::time_ns market_ns) {
  const auto found = std::find_if(seen.rbegin(), seen.rend(), [market_ns](const instant& each) {
    return each.market_ns <= market_ns;
  });
  return found == seen.rend() ? 0 : found->seq;
}

std::uint64_t cause_index::market_cause(const trading::symbol& name,
                                        trading::time_ns market_ns) const {
  for (const auto* seen : {&bars_, &quotes_})
    if (const auto found = seen->find(name); found != seen->end())
      if (const auto seq = last_until(found->second, market_ns); seq != 0)
        return seq;
  return last_until(ticks_, market_ns);
}

std::uint64_t cause_index::decision_cause(const decision_key& key) const {
  const auto found = decisions_.find(key);
  return found == decisions_.end() ? 0 : found->second;
}

} // namespace troupe::persistence::journal
