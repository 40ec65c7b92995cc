// An archived segment is a part of the journal as before, wherever a reader or the writer was.
#include "persistence/journal/archive.hpp"
#include "persistence/journal/reader.hpp"
#include "persistence/journal/segment_index.hpp"
#include "persistence/journal/verify.hpp"
#include "persistence/journal/writer.hpp"
#include "tests/unit/persistence/journal/events_for_tests.hpp"

#include <gtest/gtest.h>

namespace troupe::persistence::journal::archive_test {
namespace {

constexpr trading::time_ns second = trading::second_ns;
constexpr std::uint64_t records = 400;

class archive_test : public testing::Test {
protected:
  archive_test() {
    auto journal = open();
    for (std::uint64_t n = 1; n <= records; ++n)
      append(journal, n);
  }
  writer open() {
    return writer::open(folder_.path(), "main", 1,
                        {.segment_bytes = 2'000, .preallocate_bytes = 0})
        .value();
  }
  static void append(writer& journal, std::uint64_t n) {
    EXPECT_TRUE(journal.append(trading::clock_tick{static_cast<trading::time_ns>(n) * second}, 1));
    EXPECT_TRUE(journal.flush(true));
  }
  std::uint64_t sound_records() const {
    const auto checked = verify(folder_.path());
    EXPECT_FALSE(checked->first_bad) << to_text(*checked->first_bad);
    return checked->records;
  }
  std::uint64_t archived_files() const {
    std::uint64_t found = 0;
    const auto segments = *list_segments(folder_.path());
    for (const auto& each : segments)
      found += each.path.parent_path() == archive_folder(folder_.path());
    return found;
  }

  scratch_folder folder_;
};

TEST_F(archive_test, takes_the_segments_that_are_all_older_and_leaves_the_journal_whole) {
  const auto before = *reader::open(folder_.path())->read_from(1, records);
  const auto moved = archive_before(folder_.path(), 200 * second);
  ASSERT_TRUE(moved) << moved.failure().message;
  EXPECT_GT(moved->segments, 2u);
  EXPECT_EQ(archived_files(), moved->segments);
  const auto segments = *list_segments(folder_.path());
  EXPECT_LE(segments[moved->segments].first_seq, 200u);
  EXPECT_GT(segments[moved->segments + 1].first_seq, 200u);
  EXPECT_EQ(sound_records(), records);
  const auto after = *reader::open(folder_.path())->read_from(1, records);
  ASSERT_EQ(after.size(), before.size());
  for (std::size_t n = 0; n < after.size(); ++n)
    ASSERT_EQ(after[n].event, before[n].event);
  EXPECT_EQ(archive_before(folder_.path(), 200 * second)->segments, 0u);
}

TEST_F(archive_test, keeps_what_is_not_older_than_so_long_before_the_last_record) {
  auto elsewhere = scratch_folder();
  std::filesystem::copy(folder_.path(), elsewhere.path(),
                        std::filesystem::copy_options::recursive);
  const auto by_age = archive_older_than(folder_.path(), 150 * second);
  ASSERT_TRUE(by_age) << by_age.failure().message;
  const auto by_instant = archive_before(elsewhere.path(), (records - 150) * second);
  EXPECT_GT(by_age->segments, 2u);
  EXPECT_EQ(by_age->segments, by_instant->segments);
  EXPECT_EQ(archive_older_than(folder_.path(), (records + 1) * second)->segments, 0u);
  EXPECT_EQ(sound_records(), records);
}

TEST_F(archive_test, never_takes_the_last_segment_and_the_writer_goes_on_from_it) {
  const auto all = list_segments(folder_.path())->size();
  EXPECT_EQ(archive_before(folder_.path(), 10 * records * second)->segments, all - 1);
  auto journal = open();
  EXPECT_EQ(journal.last_seq(), records);
  append(journal, records + 1);
  EXPECT_EQ(sound_records(), records + 1);
}

TEST_F(archive_test, may_run_beside_the_writer_and_under_a_reader) {
  auto journal = open();
  auto under_way = reader::open(folder_.path());
  ASSERT_TRUE(under_way->next());
  ASSERT_GT(archive_before(folder_.path(), 300 * second)->segments, 2u);
  append(journal, records + 1);
  std::uint64_t read = 1;
  for (auto next = under_way->next(); next && *next; next = under_way->next())
    EXPECT_EQ((*next)->seq, ++read);
  EXPECT_EQ(read, records + 1);
  EXPECT_EQ(sound_records(), records + 1);
}

TEST_F(archive_test, that_was_removed_altogether_is_named_as_what_is_missing) {
  ASSERT_GT(archive_before(folder_.path(), 200 * second)->segments, 2u);
  std::filesystem::remove_all(archive_folder(folder_.path()));
  const auto checked = verify(folder_.path());
  ASSERT_TRUE(checked);
  ASSERT_TRUE(checked->first_bad);
  EXPECT_EQ(checked->records, 0u);
  const auto begins = std::to_string(list_segments(folder_.path())->front().first_seq);
  EXPECT_NE(checked->first_bad->why.find("begins with record " + begins + ":"), std::string::npos)
      << checked->first_bad->why;
  EXPECT_NE(checked->first_bad->why.find("archive"), std::string::npos);
  EXPECT_FALSE(writer::open(folder_.path(), "main", 1, {}));
}

TEST_F(archive_test, goes_on_where_it_was_interrupted) {
  const auto first = list_segments(folder_.path())->front().path;
  const auto archive = archive_folder(folder_.path());
  std::filesystem::create_directories(archive);
  std::filesystem::copy_file(first, archive / first.filename()); // and died before it was removed
  EXPECT_EQ(sound_records(), records);
  EXPECT_EQ(archived_files(), 0u);
  EXPECT_GT(archive_before(folder_.path(), 200 * second)->segments, 2u);
  EXPECT_FALSE(std::filesystem::exists(first));
  EXPECT_EQ(sound_records(), records);
}

TEST_F(archive_test, finds_damage_in_the_archive_as_anywhere) {
  ASSERT_GT(archive_before(folder_.path(), 200 * second)->segments, 2u);
  const auto second_file = (*list_segments(folder_.path()))[1].path;
  auto bytes = read_file(second_file);
  bytes[segment_header_size + 20] ^= 1;
  write_file(second_file, bytes);
  const auto checked = verify(folder_.path());
  ASSERT_TRUE(checked->first_bad);
  EXPECT_EQ(checked->first_bad->file, second_file.string());
  std::filesystem::remove(second_file);
  EXPECT_TRUE(verify(folder_.path())->first_bad);
}

} // namespace
} // namespace troupe::persistence::journal::archive_test
