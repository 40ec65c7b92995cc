#include "persistence/facts/process_fact_store.hpp"

#include <algorithm>

namespace troupe::persistence::facts {

bool process_fact_store::add(const ending& told) {
  const auto [found, is_new] = endings_.try_emplace(told.name);
  auto& known = found->second;
  if (!is_new && known.until_s >= told.until_s)
    return false;
  by_end_.erase({known.until_s, told.name});
  known.until_s = told.until_s;
  by_end_.insert({told.until_s, told.name});
  if (is_new) {
    known.number = ++last_number_;
    by_number_[known.number] = told.name;
  }
  return is_new;
}

void process_fact_store::forget(std::int64_t now_s) {
  while (!by_end_.empty() &&
         (by_end_.begin()->first <= now_s || by_end_.size() > endings_max)) {
    const auto found = endings_.find(by_end_.begin()->second);
    by_number_.erase(found->second.number);
    endings_.erase(found);
    by_end_.erase(by_end_.begin());
  }
}

result<endings_answer> process_fact_store::exchange(const endings_question& asked) {
  const std::lock_guard lock(mutex_);
  endings_answer answer;
  for (const auto& each : asked.told)
    answer.added += add(each) ? 1 : 0;
  forget(asked.now_s);
  answer.heard = {"process", asked.heard.generation == "process" ? asked.heard.number : 0};
  for (auto found = by_number_.upper_bound(answer.heard.number);
       found != by_number_.end() && answer.news.size() < asked.wanted; ++found) {
    answer.news.push_back({found->second, endings_.at(found->second).until_s});
    answer.heard.number = found->first;
  }
  return answer;
}

result<std::vector<std::int64_t>>
process_fact_store::spend(const std::vector<spending>& spent) {
  const std::lock_guard lock(mutex_);
  const auto now = now_us();
  std::vector<std::int64_t> left;
  for (const auto& each : spent) {
    auto& full_at = full_at_us_.try_emplace(each.bucket, now).first->second;
    full_at = std::clamp(std::max(full_at, now) + each.cost_us, now, now + each.most_us);
    left.push_back(full_at - now);
  }
  std::erase_if(full_at_us_, [now](const auto& each) { return each.second <= now; });
  return left;
}

result<void> process_fact_store::publish(const std::string& kind, const std::vector<fact>& told,
                                         std::int64_t lifetime_ms) {
  const std::lock_guard lock(mutex_);
  auto& known = facts_[kind];
  const auto now = now_us();
  for (const auto& each : told)
    known[each.name] = {each.value, now + lifetime_ms * 1'000};
  std::erase_if(known, [now](const auto& each) { return each.second.ends_us <= now; });
  return {};
}

result<void> process_fact_store::withdraw(const std::string& kind, const std::string& name) {
  const std::lock_guard lock(mutex_);
  facts_[kind].erase(name);
  return {};
}

result<std::vector<fact>> process_fact_store::published(const std::string& kind) {
  const std::lock_guard lock(mutex_);
  const auto now = now_us();
  std::vector<std::pair<std::int64_t, fact>> alive;
  for (const auto& [name, known] : facts_[kind])
    if (known.ends_us > now)
      alive.emplace_back(known.ends_us, fact{name, known.value});
  std::sort(alive.begin(), alive.end(), [](const auto& one, const auto& other) {
    return std::pair(one.first, one.second.name) < std::pair(other.first, other.second.name);
  });
  std::vector<fact> told;
  for (auto& [end, each] : alive)
    if (told.size() < facts_max)
      told.push_back(std::move(each));
  return told;
}

} // namespace troupe::persistence::facts
