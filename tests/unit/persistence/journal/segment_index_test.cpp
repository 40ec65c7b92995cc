// The sparse index: derived from the records, used where it is right, passed over where it is not.
#include "persistence/journal/reader.hpp"
#include "persistence/journal/segment_index.hpp"
#include "persistence/journal/writer.hpp"
#include "tests/unit/persistence/journal/events_for_tests.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <random>

namespace troupe::persistence::journal::segment_index_test {
namespace {

constexpr std::uint64_t seed = 31;
constexpr std::uint64_t segment_bytes = 3 * index_stride;
constexpr trading::time_ns step_ns = trading::second_ns;
constexpr writer_options options{.segment_bytes = segment_bytes, .preallocate_bytes = 4'096};

class segment_index_test : public testing::Test {
protected:
  // Ticks a second apart with an early one now and then, as a new run tells history anew.
  void write(std::uint64_t count) {
    auto journal = open();
    std::mt19937_64 random(seed);
    std::cout << "seed " << seed << '\n';
    for (std::uint64_t n = 1; n <= count; ++n) {
      const auto back = random() % 1'000 == 0 ? 5'000 * step_ns : 0;
      const auto at = static_cast<trading::time_ns>(n) * step_ns - back;
      ASSERT_TRUE(journal.append(trading::clock_tick{at}, 1));
      if (random() % 7 == 0) {
        ASSERT_TRUE(journal.flush(false));
      }
    }
    ASSERT_TRUE(journal.flush(true));
  }
  writer open() { return writer::open(folder_.path(), "main", 1, options).value(); }
  std::vector<segment> segments() const { return *list_segments(folder_.path()); }

  scratch_folder folder_;
};

std::uint64_t first_read(const std::filesystem::path& folder, std::uint64_t seq) {
  auto opened = reader::open(folder);
  EXPECT_TRUE(opened->seek(seq));
  const auto next = opened->next();
  EXPECT_TRUE(next) << next.failure().message;
  return next && *next ? (*next)->seq : 0;
}

TEST_F(segment_index_test, is_kept_beside_each_complete_segment_and_names_several_places) {
  write(20'000);
  const auto written = segments();
  ASSERT_GE(written.size(), 3u);
  for (std::size_t n = 0; n + 1 < written.size(); ++n) {
    const auto index = load_index(written[n]);
    ASSERT_TRUE(index);
    EXPECT_GE(index->entries().size(), 3u);
    for (std::size_t at = 1; at < index->entries().size(); ++at)
      EXPECT_GE(index->entries()[at].offset, index->entries()[at - 1].offset + index_stride);
  }
  EXPECT_FALSE(std::filesystem::exists(index_path(written.back().path)));
}

TEST_F(segment_index_test, is_made_anew_at_a_start_byte_for_byte_where_it_is_missing_or_wrong) {
  write(20'000);
  const auto path = index_path(segments()[0].path);
  const auto other = index_path(segments()[1].path);
  const auto bytes = read_file(path);
  ASSERT_FALSE(bytes.empty());
  for (const auto& wrong : {std::string(), bytes.substr(0, 40), read_file(other)}) {
    write_file(path, wrong);
    open();
    EXPECT_TRUE(read_file(path) == bytes);
  }
  std::filesystem::remove(path);
  open();
  EXPECT_TRUE(read_file(path) == bytes);
}

TEST_F(segment_index_test, lets_a_reader_begin_near_a_record) {
  write(20'000);
  const auto index = load_index(segments()[0]);
  const auto& last = index->entries().back();
  // What stands before the place that the index names is not looked at.
  auto bytes = read_file(segments()[0].path);
  bytes[last.offset - 2'000] ^= 1;
  write_file(segments()[0].path, bytes);
  EXPECT_EQ(first_read(folder_.path(), last.first_seq), last.first_seq);
  EXPECT_EQ(first_read(folder_.path(), last.first_seq + 100), last.first_seq + 100);
  auto opened = reader::open(folder_.path());
  ASSERT_TRUE(opened->seek(last.first_seq - 1));
  EXPECT_FALSE(opened->next()) << "the entry before it leads over the bad place";
}

TEST_F(segment_index_test, reads_the_same_with_an_index_without_one_and_with_any_byte_changed) {
  write(12'000);
  const auto path = index_path(segments()[0].path);
  const auto bytes = read_file(path);
  const auto goal = segments()[1].first_seq - 10;
  EXPECT_EQ(first_read(folder_.path(), goal), goal);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    auto changed = bytes;
    changed[at] ^= 0x10;
    write_file(path, changed);
    EXPECT_FALSE(load_index(segments()[0])) << "byte " << at;
  }
  EXPECT_EQ(first_read(folder_.path(), goal), goal);
  std::filesystem::remove(path);
  EXPECT_EQ(first_read(folder_.path(), goal), goal);
}

TEST_F(segment_index_test, of_another_journal_leads_nowhere_wrong) {
  write(12'000);
  segment_index lies; // sound in itself, with places where no record begins
  record_header header;
  header.flags = flag_group_start;
  header.seq = 1;
  lies.add(header, segment_header_size);
  header.seq = 100;
  lies.add(header, segment_header_size + index_stride + 1);
  const auto first = segments()[0];
  const auto bytes = read_file(first.path);
  keep_index(lies, first.path, bytes.size(),
             load<chain_hash>(&bytes[bytes.size() - chain_hash_size]));
  ASSERT_TRUE(load_index(first));
  EXPECT_EQ(first_read(folder_.path(), 200), 200u);
}

TEST_F(segment_index_test, gives_every_record_of_an_instant_and_passes_over_most_others) {
  write(30'000);
  std::mt19937_64 random(seed);
  const auto all = *reader::open(folder_.path())->read_from(1, 30'000);
  std::uint64_t fewest = all.size();
  for (int round = 0; round < 50; ++round) {
    const auto from = static_cast<trading::time_ns>(random() % 30'000) * step_ns;
    const auto to = from + static_cast<trading::time_ns>(random() % 100) * step_ns;
    const auto stretches = *stretches_of(folder_.path(), from, to);
    std::uint64_t covered = 0;
    for (const auto& each : all) {
      const bool within = std::any_of(stretches.begin(), stretches.end(), [&](const auto& one) {
        return each.seq >= one.first && each.seq < one.behind;
      });
      covered += within;
      if (each.market_ns >= from && each.market_ns <= to) {
        EXPECT_TRUE(within) << "record " << each.seq;
      }
    }
    fewest = std::min(fewest, covered);
  }
  EXPECT_LT(fewest, all.size() / 2);
}

} // namespace
} // namespace troupe::persistence::journal::segment_index_test
