#include "actors/edge/read_model/decision_history.hpp"

#include <algorithm>

namespace troupe::actors {

void decision_history::fold(const record_pointer& decided) {
  auto& kept = decisions_[std::get<trading::decision>(decided->event).symbol];
  kept.push_back(decided);
  if (kept.size() > decisions_max)
    kept.pop_front();
}

decision_page decision_history::find(const decision_query& wanted) const {
  decision_page page;
  for (const auto& [name, kept] : decisions_) {
    if (wanted.symbol && *wanted.symbol != name)
      continue;
    for (const auto& each : kept)
      if (each->seq < wanted.before_seq && each->market_ns >= wanted.from_ns &&
          each->market_ns <= wanted.to_ns)
        page.records.push_back(each);
  }
  std::sort(page.records.begin(), page.records.end(),
            [](const auto& left, const auto& right) { return left->seq > right->seq; });
  if (page.records.size() > wanted.limit) {
    page.records.resize(wanted.limit);
    page.next_before_seq = page.records.empty() ? 0 : page.records.back()->seq;
  }
  return page;
}

std::vector<record_pointer> decision_history::latest() const {
  std::vector<record_pointer> found;
  for (const auto& [name, kept] : decisions_)
    found.push_back(kept.back());
  return found;
}

} // namespace troupe::actors
