#include "actors/edge/read_model/past_records.hpp"

#include "persistence/journal/reader.hpp"
#include "persistence/journal/segments.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace troupe::actors {

namespace {

using persistence::journal::reader;
using persistence::journal::record;

constexpr std::uint64_t stop_interval = 4096; // records

// The last of those asked for within [begin, end), the latest first; one more than the page holds.
result<std::vector<record_pointer>> read_part(const past_request& asked,
                                              const decision_query& wanted, std::uint64_t begin,
                                              std::uint64_t end) {
  auto journal = reader::open(asked.folder);
  if (!journal)
    return journal.failure();
  journal->follow(end - 1);
  if (auto sought = journal->seek(begin); !sought)
    return sought.failure();
  std::deque<record_pointer> found;
  for (std::uint64_t count = 1;; ++count) {
    if (count % stop_interval == 0 && asked.stop && asked.stop())
      return error{"replay_stopped", "the journal was not read to its end in time"};
    auto next = journal->next();
    if (!next)
      return next.failure();
    if (!*next)
      break;
    if (!answers(wanted, **next))
      continue;
    found.push_back(std::make_shared<const record>(*std::move(*next)));
    if (found.size() > wanted.limit + 1)
      found.pop_front();
  }
  return std::vector<record_pointer>(found.rbegin(), found.rend());
}

result<record_pointer> read_one(const past_request& asked, std::uint64_t seq) {
  auto journal = reader::open(asked.folder);
  if (!journal)
    return journal.failure();
  journal->follow(asked.last_seq);
  if (auto sought = journal->seek(seq); !sought)
    return sought.failure();
  auto next = journal->next();
  if (!next)
    return next.failure();
  if (!*next || (*next)->seq != seq)
    return error{"journal_missing", "record " + std::to_string(seq) + " is not in the journal"};
  return std::make_shared<const record>(*std::move(*next));
}

} // namespace

result<decision_page> past_decisions(const past_request& asked, const decision_query& wanted) {
  const auto segments = persistence::journal::list_segments(asked.folder);
  if (!segments)
    return segments.failure();
  decision_page page;
  auto end = std::min(wanted.before_seq, asked.last_seq + 1);
  for (auto each = segments->rbegin(); each != segments->rend(); ++each) {
    const auto begin = std::max(each->first_seq, asked.first_seq);
    if (begin < end) {
      auto part = read_part(asked, wanted, begin, end);
      if (!part)
        return part.failure();
      page.records.insert(page.records.end(), part->begin(), part->end());
      end = begin;
    }
    if (page.records.size() > wanted.limit || begin <= asked.first_seq)
      break;
  }
  if (page.records.size() > wanted.limit) {
    page.records.resize(wanted.limit);
    page.next_before_seq = page.records.back()->seq;
  }
  return page;
}

result<void> complete_chain(const past_request& asked, causal_chain& chain) {
  while (chain.missing_seq != 0) {
    auto before = read_one(asked, chain.missing_seq);
    if (!before)
      return before.failure();
    chain.missing_seq = (*before)->cause_seq;
    chain.records.insert(chain.records.begin(), std::move(*before));
  }
  return {};
}

} // namespace troupe::actors
