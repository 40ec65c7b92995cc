#include "actors/edge/read_model/decision_history.hpp"

#include <algorithm>
#include <variant>

namespace troupe::actors {

bool answers(const decision_query& wanted, const persistence::journal::record& decided) {
  const auto* made = std::get_if<trading::decision>(&decided.event);
  return made != nullptr && (!wanted.symbol || *wanted.symbol == made->symbol) &&
         decided.seq < wanted.before_seq && decided.market_ns >= wanted.from_ns &&
         decided.market_ns <= wanted.to_ns;
}

void decision_history::fold(const record_pointer& decided) {
  auto& kept = decisions_[std::get<trading::decision>(decided->event).symbol];
  kept.latest.push_back(decided);
  if (kept.latest.size() <= decisions_max)
    return;
  kept.forgotten_seq = kept.latest.front()->seq;
  kept.forgotten_ns = std::max(kept.forgotten_ns, kept.latest.front()->market_ns);
  kept.latest.pop_front();
}

decision_page decision_history::find(const decision_query& wanted) const {
  decision_page page;
  std::uint64_t forgotten_seq = 0; // the last that may be missing here
  for (const auto& [name, kept] : decisions_) {
    if (wanted.symbol && *wanted.symbol != name)
      continue;
    if (kept.forgotten_seq != 0 && kept.forgotten_ns >= wanted.from_ns)
      forgotten_seq = std::max(forgotten_seq, kept.forgotten_seq);
    for (const auto& each : kept.latest)
      if (answers(wanted, *each))
        page.records.push_back(each);
  }
  std::sort(page.records.begin(), page.records.end(),
            [](const auto& left, const auto& right) { return left->seq > right->seq; });
  const bool goes_on = page.records.size() > wanted.limit;
  if (goes_on)
    page.records.resize(wanted.limit);
  const bool is_full = page.records.size() == wanted.limit;
  page.is_whole =
      forgotten_seq == 0 || (is_full && page.records.back()->seq > forgotten_seq);
  if (goes_on || (is_full && forgotten_seq != 0))
    page.next_before_seq = page.records.back()->seq;
  return page;
}

std::vector<record_pointer> decision_history::latest() const {
  std::vector<record_pointer> found;
  for (const auto& [name, kept] : decisions_)
    found.push_back(kept.latest.back());
  return found;
}

} // namespace troupe::actors
