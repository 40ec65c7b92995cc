// Once a day of the market old segments go to the archive, beside whoever writes the journal.
#include "actors/journal/archiver.hpp"

#include "persistence/journal/segments.hpp"
#include "persistence/journal/verify.hpp"
#include "persistence/journal/writer.hpp"
#include "tests/unit/persistence/journal/events_for_tests.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace troupe::actors::archiver_test {

namespace {

namespace journal = persistence::journal;
using trading::day_ns;

constexpr trading::time_ns hour_ns = trading::day_ns / 24;
constexpr trading::time_ns first_day_ns = 20'000 * day_ns;

class archiver_test : public testing::Test {
protected:
  archiver_test()
      : writer_(journal::writer::open(folder_.path(), "main", 1,
                                      {.segment_bytes = 2'000, .preallocate_bytes = 0})
                    .value()) {}

  std::unique_ptr<archiver> make(std::int64_t keep_days) {
    return std::make_unique<archiver>(lane_, folder_.path(), keep_days, metrics_);
  }
  // A tick each hour, up to this one; the archiver looks at each beside the writing.
  void trade(archiver& beside, std::int64_t hours) {
    for (; hours_ < hours; ++hours_) {
      const auto now_ns = first_day_ns + hours_ * hour_ns;
      ASSERT_TRUE(writer_.append(trading::clock_tick{now_ns}, 1));
      ASSERT_TRUE(writer_.flush(false));
      beside.note(now_ns);
      finish(beside);
    }
  }
  void finish(const archiver& of) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (of.busy() && std::chrono::steady_clock::now() < deadline) {
      lane_.restart();
      lane_.run_for(std::chrono::milliseconds(1));
    }
    ASSERT_FALSE(of.busy());
  }
  // First numbers of the segments that the archive holds.
  std::vector<std::uint64_t> archived() const {
    const auto segments = *journal::list_segments(folder_.path());
    std::vector<std::uint64_t> found;
    for (const auto& each : segments)
      if (each.path.parent_path() == journal::archive_folder(folder_.path()))
        found.push_back(each.first_seq);
    return found;
  }
  std::uint64_t counted(const std::string& name) {
    return metrics_.make_counter(name, "").value();
  }
  void expect_whole() const {
    const auto checked = journal::verify(folder_.path());
    ASSERT_FALSE(checked->first_bad) << journal::to_text(*checked->first_bad);
    EXPECT_EQ(checked->records, static_cast<std::uint64_t>(hours_));
  }

  persistence::scratch_folder folder_;
  journal::writer writer_;
  boost::asio::io_context lane_;
  runtime::metrics metrics_;
  std::int64_t hours_ = 0;
};

TEST_F(archiver_test, keeps_the_days_that_it_is_told_to_and_moves_what_is_older) {
  const auto tested = make(3);
  trade(*tested, 10 * 24);
  const auto moved = archived();
  ASSERT_GT(moved.size(), 2u);
  EXPECT_EQ(counted("troupe_journal_archived_segments_total"), moved.size());
  // The last look was at the tenth day's first hour: seven days are older than three.
  EXPECT_LE(moved.back(), 6u * 24u + 1u);
  const auto segments = *journal::list_segments(folder_.path());
  EXPECT_GT(segments[moved.size() + 1].first_seq, 6u * 24u + 1u) << "an old file was left";
  expect_whole();
}

TEST_F(archiver_test, moves_nothing_where_all_is_kept) {
  const auto tested = make(0);
  trade(*tested, 10 * 24);
  EXPECT_TRUE(archived().empty());
  expect_whole();
}

TEST_F(archiver_test, looks_once_a_day_and_at_a_start) {
  trade(*make(0), 10 * 24);
  const auto tested = make(3);
  trade(*tested, 10 * 24 + 1);
  const auto at_start = archived();
  EXPECT_FALSE(at_start.empty());
  trade(*tested, 11 * 24);
  EXPECT_EQ(archived(), at_start);
  trade(*tested, 11 * 24 + 1);
  EXPECT_GT(archived().size(), at_start.size());
}

TEST_F(archiver_test, a_failure_is_counted_and_the_next_day_tries_again) {
  std::ofstream(journal::archive_folder(folder_.path())) << "a file where the folder is due";
  const auto tested = make(3);
  trade(*tested, 10 * 24);
  EXPECT_GT(counted("troupe_journal_archive_failures_total"), 0u);
  std::filesystem::remove(journal::archive_folder(folder_.path()));
  trade(*tested, 10 * 24 + 1);
  EXPECT_GT(archived().size(), 2u);
  expect_whole();
}

TEST_F(archiver_test, may_end_while_it_moves) {
  trade(*make(0), 100 * 24);
  make(3)->note(first_day_ns + hours_ * hour_ns);
  expect_whole();
}

} // namespace

} // namespace troupe::actors::archiver_test
