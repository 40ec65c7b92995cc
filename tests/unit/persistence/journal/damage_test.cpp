// What a stopped machine, a full disk or a changed byte does to a journal.
#include "persistence/journal/layout.hpp"
#include "persistence/journal/reader.hpp"
#include "persistence/journal/segments.hpp"
#include "persistence/journal/verify.hpp"
#include "persistence/journal/writer.hpp"
#include "tests/unit/persistence/journal/events_for_tests.hpp"

#include <csignal>
#include <gtest/gtest.h>
#include <sys/resource.h>

namespace troupe::persistence::journal::damage_test {
namespace {

constexpr writer_options small_segments{.segment_bytes = 600, .preallocate_bytes = 0};

// Six records, each in a group of its own, in two segments or more.
void write_journal(const std::filesystem::path& folder, const writer_options& options = {}) {
  auto journal = writer::open(folder, "main", 1, options);
  ASSERT_TRUE(journal) << journal.failure().message;
  const std::vector<trading::event> events{
      session_of("paper-1", 1),
      bar_of("AAPL", 0),
      decision_of("AAPL", trading::minute_ns, trading::decision_stage::strategy),
      decision_of("AAPL", trading::minute_ns, trading::decision_stage::risk),
      intent_of("AAPL", trading::minute_ns, "main-1-1"),
      fill_of("AAPL", trading::minute_ns + 1, "main-1-1")};
  for (const auto& event : events) {
    ASSERT_TRUE(journal->append(event, 99));
    ASSERT_TRUE(journal->flush(true));
  }
}

std::size_t count_records(const std::filesystem::path& folder) {
  auto opened = reader::open(folder);
  const auto read = opened->read_from(1, 1'000);
  return read ? read->size() : 0;
}

// The offset at which the last record of a file with these bytes begins.
std::size_t last_record_at(const std::string& bytes) {
  std::size_t at = segment_header_size;
  for (;;) {
    const auto next = at + parse_record_header(&bytes[at]).record_size();
    if (next >= bytes.size())
      return at;
    at = next;
  }
}

// Opens, appends one record, and expects a sound journal of so many records before it.
void expect_heals_to(const std::filesystem::path& folder, std::uint64_t records) {
  {
    auto journal = writer::open(folder, "main", 2, {.preallocate_bytes = 0});
    ASSERT_TRUE(journal) << journal.failure().message;
    EXPECT_EQ(journal->last_seq(), records);
    ASSERT_TRUE(journal->append(trading::clock_tick{5}, 0));
    ASSERT_TRUE(journal->flush(false));
  }
  const auto checked = verify(folder);
  ASSERT_FALSE(checked->first_bad) << to_text(*checked->first_bad);
  EXPECT_EQ(checked->records, records + 1);
}

TEST(torn_tail, heals_to_the_record_before_at_every_byte_of_the_last_one) {
  const scratch_folder folder;
  write_journal(folder.path());
  const auto file = list_segments(folder.path())->back().path;
  const auto whole = read_file(file);
  for (auto size = last_record_at(whole); size < whole.size(); ++size) {
    SCOPED_TRACE(size);
    write_file(file, whole.substr(0, size));
    EXPECT_EQ(count_records(folder.path()), 5u);
    expect_heals_to(folder.path(), 5);
    write_file(file, whole.substr(0, size) + std::string(1'000, '\0'));
    EXPECT_EQ(count_records(folder.path()), 5u);
    expect_heals_to(folder.path(), 5);
  }
}

TEST(torn_tail, is_reported_with_its_place) {
  const scratch_folder folder;
  write_journal(folder.path());
  const auto file = list_segments(folder.path())->back().path;
  const auto whole = read_file(file);
  write_file(file, whole.substr(0, whole.size() - 1));
  const auto checked = verify(folder.path());
  ASSERT_TRUE(checked->first_bad);
  EXPECT_TRUE(checked->first_bad->torn_tail);
  EXPECT_EQ(checked->records, 5u);
  const auto journal = writer::open(folder.path(), "main", 1);
  ASSERT_TRUE(journal->healed());
  EXPECT_EQ(journal->healed()->offset, last_record_at(whole));
  EXPECT_EQ(journal->healed()->file, file.string());
}

TEST(torn_tail, may_have_holes_in_the_group_that_was_being_written) {
  const scratch_folder folder;
  write_journal(folder.path());
  const auto file = list_segments(folder.path())->back().path;
  const auto before = read_file(file).size();
  {
    auto journal = writer::open(folder.path(), "main", 1);
    for (int n = 0; n < 4; ++n)
      ASSERT_TRUE(journal->append(quote_of("AAPL", n), 0));
    ASSERT_TRUE(journal->flush(true));
  }
  auto bytes = read_file(file);
  const auto second = before + parse_record_header(&bytes[before]).record_size();
  bytes.replace(second + 20, 30, 30, '\0');
  write_file(file, bytes);
  expect_heals_to(folder.path(), 7);
}

// Three groups behind the journal's six records, of one quote each; a hole in the first of them.
std::string with_a_hole(const scratch_folder& folder, bool synced) {
  const auto file = list_segments(folder.path())->back().path;
  const auto before = read_file(file).size();
  {
    auto journal = writer::open(folder.path(), "main", 1, {.preallocate_bytes = 0});
    for (int n = 0; n < 3; ++n) {
      EXPECT_TRUE(journal->append(quote_of("AAPL", n), 0));
      EXPECT_TRUE(journal->flush(synced));
    }
  }
  auto bytes = read_file(file);
  bytes.replace(before + 20, 30, 30, '\0');
  write_file(file, bytes);
  return bytes;
}

TEST(torn_tail, may_be_a_group_that_is_missing_before_others_where_none_was_synced) {
  const scratch_folder folder;
  write_journal(folder.path());
  with_a_hole(folder, false);
  expect_heals_to(folder.path(), 6);
}

TEST(damage, is_a_hole_before_a_group_that_was_written_when_all_before_it_was_synced) {
  const scratch_folder folder;
  write_journal(folder.path());
  const auto bytes = with_a_hole(folder, true);
  const auto opened = writer::open(folder.path(), "main", 2);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.failure().code, "journal_damaged");
  EXPECT_EQ(read_file(list_segments(folder.path())->back().path), bytes);
}

TEST(torn_tail, of_a_segments_first_record_leaves_the_segment_empty) {
  const scratch_folder folder;
  write_journal(folder.path(), {.segment_bytes = 1, .preallocate_bytes = 0});
  const auto segments = *list_segments(folder.path());
  ASSERT_EQ(segments.size(), 6u);
  const auto whole = read_file(segments.back().path);
  write_file(segments.back().path, whole.substr(0, segment_header_size + 10));
  expect_heals_to(folder.path(), 5);
}

TEST(damage, of_any_one_byte_is_found_and_healed_only_in_the_last_record) {
  const scratch_folder folder;
  write_journal(folder.path(), small_segments);
  const auto segments = *list_segments(folder.path());
  ASSERT_GE(segments.size(), 2u);
  for (const auto& segment : segments) {
    const auto whole = read_file(segment.path);
    const bool is_last = segment.path == segments.back().path;
    const auto last_record = is_last ? last_record_at(whole) : whole.size();
    for (std::size_t at = 0; at < whole.size(); ++at) {
      SCOPED_TRACE(segment.path.filename().string() + " " + std::to_string(at));
      auto changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ (1 << (at % 8)));
      write_file(segment.path, changed);
      const auto checked = verify(folder.path());
      ASSERT_TRUE(checked->first_bad);
      EXPECT_EQ(checked->first_bad->file, segment.path.string());
      EXPECT_LE(checked->first_bad->offset, at);
      EXPECT_EQ(checked->first_bad->torn_tail, at >= last_record);
      const auto journal = writer::open(folder.path(), "main", 1);
      EXPECT_EQ(static_cast<bool>(journal), at >= last_record);
      if (!journal) {
        EXPECT_EQ(journal.failure().code, "journal_damaged");
        EXPECT_NE(journal.failure().message.find(segment.path.string()), std::string::npos);
        EXPECT_EQ(read_file(segment.path), changed) << "damage is left as it is";
      }
    }
    write_file(segment.path, whole);
  }
  EXPECT_FALSE(verify(folder.path())->first_bad);
}

TEST(damage, by_exchanged_records_breaks_the_chain_even_with_sound_checksums) {
  const scratch_folder folder;
  {
    auto journal = writer::open(folder.path(), "main", 1);
    for (int n = 0; n < 3; ++n) {
      ASSERT_TRUE(journal->append(trading::clock_tick{n}, 0));
      ASSERT_TRUE(journal->flush(false));
    }
  }
  const auto file = list_segments(folder.path())->back().path;
  auto bytes = read_file(file);
  const auto size = parse_record_header(&bytes[segment_header_size]).record_size();
  const auto without_second =
      bytes.substr(0, segment_header_size + size) + bytes.substr(segment_header_size + 2 * size);
  write_file(file, without_second);
  const auto checked = verify(folder.path());
  ASSERT_TRUE(checked->first_bad);
  EXPECT_FALSE(checked->first_bad->torn_tail);
  EXPECT_EQ(checked->records, 1u);
}

TEST(damage, by_a_missing_segment_is_found) {
  const scratch_folder folder;
  write_journal(folder.path(), {.segment_bytes = 1, .preallocate_bytes = 0});
  const auto segments = *list_segments(folder.path());
  for (const std::size_t gone : {0u, 2u}) {
    const auto bytes = read_file(segments[gone].path);
    std::filesystem::remove(segments[gone].path);
    EXPECT_TRUE(verify(folder.path())->first_bad);
    EXPECT_EQ(writer::open(folder.path(), "main", 1).failure().code, "journal_damaged");
    write_file(segments[gone].path, bytes);
  }
}

// No file of this process may grow beyond a size while it lives.
class file_size_limit {
public:
  explicit file_size_limit(rlim_t bytes) {
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit lower{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &lower);
  }
  file_size_limit(const file_size_limit&) = delete;
  file_size_limit& operator=(const file_size_limit&) = delete;
  ~file_size_limit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

private:
  void (*handler_)(int);
  rlimit before_{};
};

TEST(full_disk, corrupts_nothing_refuses_until_there_is_room_and_then_goes_on) {
  const scratch_folder folder;
  auto journal = writer::open(folder.path(), "main", 1);
  std::uint64_t confirmed = 0;
  {
    const file_size_limit limit(4'000);
    for (;;) {
      ASSERT_TRUE(journal->append(quote_of("AAPL", 1), 0));
      const auto flushed = journal->flush(true);
      if (!flushed) {
        EXPECT_EQ(flushed.failure().code, "disk_full");
        break;
      }
      confirmed = journal->flushed_seq();
    }
    EXPECT_GT(confirmed, 0u);
    EXPECT_EQ(journal->append(quote_of("AAPL", 2), 0).failure().code, "disk_full");
    EXPECT_EQ(journal->flush(true).failure().code, "disk_full");
    const auto checked = verify(folder.path());
    EXPECT_FALSE(checked->first_bad);
    EXPECT_EQ(checked->records, confirmed);
  }
  ASSERT_TRUE(journal->flush(true));
  EXPECT_EQ(journal->flushed_seq(), confirmed + 1);
  ASSERT_TRUE(journal->append(quote_of("AAPL", 3), 0));
  ASSERT_TRUE(journal->flush(true));
  const auto checked = verify(folder.path());
  EXPECT_FALSE(checked->first_bad);
  EXPECT_EQ(checked->records, confirmed + 2);
}

TEST(full_disk, leaves_nothing_of_a_group_that_is_forgotten_not_as_a_cause_either) {
  const scratch_folder folder;
  auto journal = writer::open(folder.path(), "main", 1);
  ASSERT_TRUE(journal->append(trading::clock_tick{1}, 0));
  ASSERT_TRUE(journal->flush(true));
  {
    const file_size_limit limit(300);
    for (int n = 0; n < 8; ++n)
      ASSERT_TRUE(journal->append(intent_of("AAPL", n, "main-1-" + std::to_string(n)), 0));
    EXPECT_EQ(journal->flush(true).failure().code, "disk_full");
    journal->forget_waiting();
  }
  EXPECT_EQ(*journal->append(fill_of("AAPL", 9, "main-1-3"), 0), 2u);
  ASSERT_TRUE(journal->flush(true));
  auto read = reader::open(folder.path());
  const auto records = *read->read_from(1, 10);
  ASSERT_EQ(records.size(), 2u);
  EXPECT_EQ(trading::type_name(records[1].event), "fill");
  EXPECT_EQ(records[1].cause_seq, 0u);
  EXPECT_FALSE(verify(folder.path())->first_bad);
}

TEST(full_disk, at_the_beginning_of_a_segment_is_survived_too) {
  const scratch_folder folder;
  auto journal = writer::open(folder.path(), "main", 1, {.segment_bytes = 1});
  ASSERT_TRUE(journal->append(trading::clock_tick{1}, 0));
  ASSERT_TRUE(journal->flush(true));
  {
    const file_size_limit limit(100);
    ASSERT_TRUE(journal->append(trading::clock_tick{2}, 0));
    EXPECT_EQ(journal->flush(true).failure().code, "disk_full");
    EXPECT_EQ(verify(folder.path())->records, 1u);
  }
  ASSERT_TRUE(journal->flush(true));
  const auto checked = verify(folder.path());
  EXPECT_FALSE(checked->first_bad);
  EXPECT_EQ(checked->records, 2u);
}

} // namespace
} // namespace troupe::persistence::journal::damage_test
