#include "actors/journal/page_stream.hpp"

#include <stdexcept>

namespace troupe::actors {

namespace journal = persistence::journal;

namespace {

journal::reader open_reader(const std::filesystem::path& folder) {
  auto opened = journal::reader::open(folder);
  if (!opened)
    throw std::runtime_error(opened.failure().message);
  return std::move(opened).value();
}

std::vector<journal::record> read(journal::reader& from, std::uint64_t seq, std::size_t max) {
  auto records = from.read_from(seq, max);
  if (!records)
    throw std::runtime_error(records.failure().message);
  return std::move(records).value();
}

bool wants(std::uint32_t types, const journal::record& record) {
  return (types >> record.event.index() & 1u) != 0;
}

} // namespace

page_stream::page_stream(std::filesystem::path folder, send deliver)
    : folder_(std::move(folder)), deliver_(std::move(deliver)), tail_(open_reader(folder_)) {}

void page_stream::subscribe(const subscribe_journal& wanted) {
  auto& entry = subscribers_[{wanted.role, wanted.shard}];
  entry = {};
  entry.subscription = wanted.subscription;
  entry.next_seq = wanted.from_seq;
  entry.types = wanted.types;
  feed({wanted.role, wanted.shard}, entry);
}

void page_stream::acknowledge(const page_done& done) {
  const auto found = subscribers_.find({done.role, done.shard});
  if (found == subscribers_.end() || found->second.subscription != done.subscription)
    return;
  if (found->second.under_way > 0)
    --found->second.under_way;
  feed(found->first, found->second);
}

void page_stream::publish(std::uint64_t flushed_seq) {
  const auto first_new = flushed_seq_ + 1;
  flushed_seq_ = flushed_seq;
  tail_.follow(flushed_seq);
  // What a restarted journal finds in its files is the past: it is read from there when asked for.
  const auto count = first_new == 1 ? 0 : flushed_seq + 1 - first_new;
  for (auto& each : read(tail_, first_new == 1 ? flushed_seq + 1 : first_new, count))
    recent_.push_back(std::make_shared<const journal::record>(std::move(each)));
  if (count > 0 && (recent_.empty() || recent_.back()->seq != flushed_seq))
    throw std::runtime_error("the journal does not read back record " +
                             std::to_string(flushed_seq));
  while (recent_.size() > recent_max)
    recent_.pop_front();
  for (auto& [key, to] : subscribers_)
    feed(key, to);
}

std::uint64_t page_stream::oldest_recent() const {
  return recent_.empty() ? flushed_seq_ + 1 : recent_.front()->seq;
}

void page_stream::feed(const subscriber_key& key, subscriber& to) {
  while (to.under_way < window && (to.next_seq <= flushed_seq_ || !to.told_caught_up)) {
    const auto first = to.next_seq;
    auto page = next_page(to);
    const bool caught_up = page.caught_up;
    // Of the files an empty page is sent too: its next_seq says how far the reading has come, and
    // no turn reads more of them than a window.
    if (page.records.empty() && !to.past && !(caught_up && !to.told_caught_up))
      continue;
    if (!deliver_(key.first, key.second, std::move(page))) {
      to.next_seq = first; // who asked is not in the directory yet, or any more; it asks again
      return;
    }
    to.told_caught_up = to.told_caught_up || caught_up;
    ++to.under_way;
  }
}

journal_page page_stream::next_page(subscriber& to) {
  journal_page page;
  page.subscription = to.subscription;
  if (to.next_seq < oldest_recent())
    take_from_files(to, page);
  else
    take_recent(to, page);
  page.next_seq = to.next_seq;
  page.caught_up = to.next_seq > flushed_seq_;
  return page;
}

void page_stream::take_from_files(subscriber& to, journal_page& page) {
  if (!to.past)
    to.past = open_reader(folder_);
  to.past->follow(flushed_seq_);
  auto records = read(*to.past, to.next_seq, page_records_max);
  if (records.empty())
    throw std::runtime_error("the journal lost record " + std::to_string(to.next_seq));
  to.next_seq = records.back().seq + 1;
  for (auto& each : records)
    if (wants(to.types, each))
      page.records.push_back(std::make_shared<const journal::record>(std::move(each)));
}

void page_stream::take_recent(subscriber& to, journal_page& page) {
  to.past.reset();
  for (auto index = to.next_seq - oldest_recent();
       index < recent_.size() && page.records.size() < page_records_max; ++index) {
    if (wants(to.types, *recent_[index]))
      page.records.push_back(recent_[index]);
    to.next_seq = recent_[index]->seq + 1;
  }
}

} // namespace troupe::actors
