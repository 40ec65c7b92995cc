// Writer, reader and verifier together: what is written is read, over restarts and rotations.
#include "persistence/journal/reader.hpp"
#include "persistence/journal/segments.hpp"
#include "persistence/journal/verify.hpp"
#include "persistence/journal/writer.hpp"
#include "tests/unit/persistence/journal/events_for_tests.hpp"

#include <algorithm>
#include <atomic>
#include <gtest/gtest.h>
#include <stdexcept>
#include <thread>

namespace troupe::persistence::journal::journal_test {
namespace {

constexpr std::int64_t wall_ns = 1'700'000'000'000'000'000;

writer open_writer(const scratch_folder& folder, std::uint64_t epoch = 1,
                   const writer_options& options = {}) {
  auto opened = writer::open(folder.path(), "main", epoch, options);
  if (!opened)
    throw std::runtime_error(opened.failure().message);
  return std::move(*opened);
}

void append(writer& journal, const std::vector<trading::event>& events) {
  for (const auto& event : events)
    ASSERT_TRUE(journal.append(event, wall_ns));
  ASSERT_TRUE(journal.flush(false));
}

std::vector<record> read_all(const scratch_folder& folder) {
  auto opened = reader::open(folder.path());
  auto read = opened->read_from(1, 1'000'000);
  if (!read)
    throw std::runtime_error(read.failure().message);
  return std::move(*read);
}

std::vector<trading::event> some_events(std::size_t count, std::uint64_t seed) {
  event_source source(seed);
  std::vector<trading::event> events;
  std::generate_n(std::back_inserter(events), count, [&source] { return source.next(); });
  return events;
}

TEST(journal, gives_back_what_was_written_with_its_number_epoch_and_instant) {
  const scratch_folder folder;
  const auto events = some_events(500, 3);
  {
    auto journal = open_writer(folder, 7);
    append(journal, events);
    EXPECT_EQ(journal.flushed_seq(), 500u);
  }
  const auto read = read_all(folder);
  ASSERT_EQ(read.size(), events.size());
  for (std::size_t n = 0; n < events.size(); ++n) {
    EXPECT_EQ(read[n].seq, n + 1);
    EXPECT_EQ(read[n].epoch, 7u);
    EXPECT_EQ(read[n].wall_ns, wall_ns);
    EXPECT_EQ(read[n].market_ns, trading::market_time(events[n]));
    EXPECT_EQ(read[n].event, events[n]);
  }
}

TEST(journal, goes_on_with_numbers_chain_and_causes_after_a_restart) {
  const scratch_folder folder;
  const auto at = 2 * trading::minute_ns;
  {
    auto journal = open_writer(folder, 1);
    append(journal, {bar_of("AAPL", trading::minute_ns),
                     decision_of("AAPL", at, trading::decision_stage::strategy)});
  }
  {
    auto journal = open_writer(folder, 2);
    EXPECT_EQ(journal.last_seq(), 2u);
    EXPECT_FALSE(journal.healed());
    append(journal, {decision_of("AAPL", at, trading::decision_stage::risk)});
  }
  const auto read = read_all(folder);
  ASSERT_EQ(read.size(), 3u);
  EXPECT_EQ(read[1].cause_seq, 1u);
  EXPECT_EQ(read[2].cause_seq, 2u);
  EXPECT_EQ(read[2].epoch, 2u);
  const auto checked = verify(folder.path());
  EXPECT_FALSE(checked->first_bad);
  EXPECT_EQ(checked->records, 3u);
}

TEST(journal, begins_a_new_file_at_the_size_and_reads_over_all_of_them) {
  const scratch_folder folder;
  const auto events = some_events(300, 5);
  for (std::size_t begin = 0; begin < events.size(); begin += 100) {
    auto journal = open_writer(folder, 1, {.segment_bytes = 2'000, .preallocate_bytes = 512});
    for (std::size_t n = begin; n < begin + 100; ++n)
      append(journal, {events[n]});
  }
  EXPECT_GT(list_segments(folder.path())->size(), 10u);
  const auto read = read_all(folder);
  ASSERT_EQ(read.size(), events.size());
  for (std::size_t n = 0; n < events.size(); ++n)
    ASSERT_EQ(read[n].event, events[n]);
  const auto checked = verify(folder.path());
  EXPECT_FALSE(checked->first_bad) << to_text(*checked->first_bad);
  EXPECT_EQ(checked->segments, list_segments(folder.path())->size());
}

TEST(journal, reads_from_any_number_on) {
  const scratch_folder folder;
  auto journal = open_writer(folder, 1, {.segment_bytes = 1'000});
  const auto events = some_events(60, 11);
  for (const auto& event : events)
    append(journal, {event});
  auto opened = reader::open(folder.path());
  for (std::uint64_t seq = 60; seq >= 1; --seq) {
    const auto read = opened->read_from(seq, 2);
    ASSERT_TRUE(read) << read.failure().message;
    ASSERT_EQ(read->size(), seq == 60 ? 1u : 2u);
    EXPECT_EQ(read->front().seq, seq);
    EXPECT_EQ(read->front().event, events[seq - 1]);
  }
  EXPECT_TRUE(opened->read_from(61, 5)->empty());
  append(journal, {trading::clock_tick{9}});
  EXPECT_EQ(opened->read_from(61, 5)->size(), 1u);
}

TEST(journal, is_followed_up_to_what_the_writer_flushed_while_it_writes) {
  const scratch_folder folder;
  auto journal = open_writer(folder, 1, {.segment_bytes = 20'000, .preallocate_bytes = 4'096});
  constexpr std::uint64_t last = 20'000;
  std::atomic<bool> failed = false;
  std::thread writing([&] {
    for (std::uint64_t seq = 1; seq <= last; ++seq) {
      failed = failed || !journal.append(trading::clock_tick{static_cast<std::int64_t>(seq)}, 0);
      if (seq % 7 == 0 || seq == last)
        failed = failed || !journal.flush(false);
    }
  });
  auto opened = reader::open(folder.path());
  std::uint64_t next = 1;
  while (next <= last && !failed) {
    opened->follow(journal.flushed_seq());
    const auto read = opened->read_from(next, 50);
    if (!read) {
      ADD_FAILURE() << read.failure().message;
      break;
    }
    for (const auto& each : *read) {
      EXPECT_EQ(each.seq, next);
      EXPECT_EQ(each.market_ns, static_cast<std::int64_t>(next));
      ++next;
    }
  }
  writing.join();
  EXPECT_FALSE(failed);
}

TEST(journal, shows_no_reader_what_is_beyond_its_limit) {
  const scratch_folder folder;
  auto journal = open_writer(folder);
  append(journal, some_events(10, 2));
  auto opened = reader::open(folder.path());
  opened->follow(4);
  EXPECT_EQ(opened->read_from(1, 100)->size(), 4u);
  opened->follow(3);
  opened->follow(6);
  EXPECT_EQ(opened->read_from(5, 100)->size(), 2u);
}

TEST(journal, has_one_writer) {
  const scratch_folder folder;
  {
    const auto first = open_writer(folder);
    const auto second = writer::open(folder.path(), "main", 1);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.failure().code, "journal_locked");
  }
  EXPECT_TRUE(writer::open(folder.path(), "main", 1));
}

TEST(journal, refuses_an_older_epoch_and_another_account) {
  const scratch_folder folder;
  {
    auto journal = open_writer(folder, 5);
    append(journal, {trading::clock_tick{1}});
  }
  EXPECT_EQ(writer::open(folder.path(), "main", 4).failure().code, "stale_epoch");
  EXPECT_EQ(writer::open(folder.path(), "other", 5).failure().code, "invalid_account");
  EXPECT_EQ(writer::open(folder.path(), "", 5).failure().code, "invalid_account");
  EXPECT_TRUE(writer::open(folder.path(), "main", 5));
}

TEST(journal, is_empty_before_anything_is_written_and_missing_without_a_folder) {
  const scratch_folder folder;
  EXPECT_TRUE(read_all(folder).empty());
  EXPECT_FALSE(verify(folder.path())->first_bad);
  { const auto opened = open_writer(folder); }
  EXPECT_TRUE(read_all(folder).empty());
  EXPECT_EQ(reader::open(folder.path() / "nowhere").failure().code, "journal_missing");
}

TEST(journal, loses_only_what_was_not_flushed) {
  const scratch_folder folder;
  {
    auto journal = open_writer(folder);
    append(journal, {trading::clock_tick{1}});
    ASSERT_TRUE(journal.append(trading::clock_tick{2}, 0));
    EXPECT_EQ(journal.last_seq(), 2u);
    EXPECT_EQ(journal.flushed_seq(), 1u);
  }
  EXPECT_EQ(read_all(folder).size(), 1u);
}

TEST(journal, tells_what_is_on_the_disk) {
  const scratch_folder folder;
  auto journal = open_writer(folder);
  append(journal, {trading::clock_tick{1}});
  EXPECT_EQ(journal.synced_seq(), 0u);
  ASSERT_TRUE(journal.flush(true));
  EXPECT_EQ(journal.synced_seq(), 1u);
}

TEST(journal, refuses_an_event_beyond_the_records_bound_and_goes_on) {
  const scratch_folder folder;
  auto journal = open_writer(folder);
  const auto refused = journal.append(
      trading::command{trading::command_kind::halt, "x", std::string(2 << 20, 'r')}, 0);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.failure().code, "event_too_large");
  append(journal, {trading::clock_tick{1}});
  EXPECT_EQ(read_all(folder).size(), 1u);
}

TEST(journal, refuses_more_than_its_buffer_until_it_is_flushed) {
  const scratch_folder folder;
  auto journal = open_writer(folder, 1, {.buffer_max_bytes = 1'000});
  std::uint64_t accepted = 0;
  for (;;) {
    const auto appended = journal.append(trading::clock_tick{1}, 0);
    if (!appended) {
      EXPECT_EQ(appended.failure().code, "journal_backlog");
      break;
    }
    accepted = *appended;
  }
  ASSERT_TRUE(journal.flush(false));
  EXPECT_EQ(*journal.append(trading::clock_tick{1}, 0), accepted + 1);
}

} // namespace
} // namespace troupe::persistence::journal::journal_test
